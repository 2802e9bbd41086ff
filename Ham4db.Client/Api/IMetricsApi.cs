using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IMetrics"/>, all of them reads.</summary>
internal interface IMetricsApi
{
    [Get("/discovery-metrics-raw/{seconds}")]
    Task<IReadOnlyList<DiscoveryMetric>?> DiscoveryAsync(string seconds, CancellationToken cancellationToken);

    [Get("/discovery-metrics-aggregated/{seconds}")]
    Task<AggregatedDiscoveryMetrics?> DiscoveryAggregatedAsync(string seconds, CancellationToken cancellationToken);

    [Get("/backend-query-metrics-raw/{seconds}")]
    Task<IReadOnlyList<QueryMetric>?> BackendQueriesAsync(string seconds, CancellationToken cancellationToken);

    [Get("/backend-query-metrics-aggregated/{seconds}")]
    Task<AggregatedQueryMetrics?> BackendQueriesAggregatedAsync(string seconds, CancellationToken cancellationToken);

    [Get("/write-buffer-metrics-raw/{seconds}")]
    Task<IReadOnlyList<WriteBufferMetric>?> WriteBufferAsync(string seconds, CancellationToken cancellationToken);

    [Get("/write-buffer-metrics-aggregated/{seconds}")]
    Task<AggregatedWriteBufferMetrics?> WriteBufferAggregatedAsync(string seconds, CancellationToken cancellationToken);

    [Get("/discovery-queue-metrics-raw/{seconds}")]
    Task<IReadOnlyList<QueueMetric>?> DiscoveryQueueAsync(string seconds, CancellationToken cancellationToken);

    [Get("/discovery-queue-metrics-raw/{queue}/{seconds}")]
    Task<IReadOnlyList<QueueMetric>?> DiscoveryQueueAsync(string queue, string seconds, CancellationToken cancellationToken);

    [Get("/discovery-queue-metrics-aggregated/{seconds}")]
    Task<AggregatedQueueMetrics?> DiscoveryQueueAggregatedAsync(string seconds, CancellationToken cancellationToken);

    [Get("/discovery-queue-metrics-aggregated/{queue}/{seconds}")]
    Task<AggregatedQueueMetrics?> DiscoveryQueueAggregatedAsync(string queue, string seconds, CancellationToken cancellationToken);
}
