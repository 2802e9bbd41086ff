using Ham4db.Client.Contract;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IMetrics"/>, all of them reads.</summary>
internal sealed class MetricsRoutes(Routes routes)
{
    public Task<IReadOnlyList<DiscoveryMetric>?> DiscoveryAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<DiscoveryMetric>>($"discovery-metrics-raw/{Routes.Segment(seconds)}", cancellationToken);

    public Task<AggregatedDiscoveryMetrics?> DiscoveryAggregatedAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<AggregatedDiscoveryMetrics>($"discovery-metrics-aggregated/{Routes.Segment(seconds)}", cancellationToken);

    public Task<IReadOnlyList<QueryMetric>?> BackendQueriesAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<QueryMetric>>($"backend-query-metrics-raw/{Routes.Segment(seconds)}", cancellationToken);

    public Task<AggregatedQueryMetrics?> BackendQueriesAggregatedAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<AggregatedQueryMetrics>($"backend-query-metrics-aggregated/{Routes.Segment(seconds)}", cancellationToken);

    public Task<IReadOnlyList<WriteBufferMetric>?> WriteBufferAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<WriteBufferMetric>>($"write-buffer-metrics-raw/{Routes.Segment(seconds)}", cancellationToken);

    public Task<AggregatedWriteBufferMetrics?> WriteBufferAggregatedAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<AggregatedWriteBufferMetrics>($"write-buffer-metrics-aggregated/{Routes.Segment(seconds)}", cancellationToken);

    public Task<IReadOnlyList<QueueMetric>?> DiscoveryQueueAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<QueueMetric>>($"discovery-queue-metrics-raw/{Routes.Segment(seconds)}", cancellationToken);

    public Task<IReadOnlyList<QueueMetric>?> DiscoveryQueueAsync(string queue, string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<QueueMetric>>($"discovery-queue-metrics-raw/{Routes.Segment(queue)}/{Routes.Segment(seconds)}", cancellationToken);

    public Task<AggregatedQueueMetrics?> DiscoveryQueueAggregatedAsync(string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<AggregatedQueueMetrics>($"discovery-queue-metrics-aggregated/{Routes.Segment(seconds)}", cancellationToken);

    public Task<AggregatedQueueMetrics?> DiscoveryQueueAggregatedAsync(string queue, string seconds, CancellationToken cancellationToken)
        => routes.ReadAsync<AggregatedQueueMetrics>($"discovery-queue-metrics-aggregated/{Routes.Segment(queue)}/{Routes.Segment(seconds)}", cancellationToken);
}
