using System.Globalization;
using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class MetricsArea(MetricsRoutes api) : IMetrics
{
    public Task<IReadOnlyList<DiscoveryMetric>> DiscoveryAsync(TimeSpan window, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.DiscoveryAsync(Seconds(window), cancellationToken));

    public Task<AggregatedDiscoveryMetrics> DiscoveryAggregatedAsync(TimeSpan window, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.DiscoveryAggregatedAsync(Seconds(window), cancellationToken), "discovery-metrics-aggregated");

    public Task<IReadOnlyList<QueryMetric>> BackendQueriesAsync(TimeSpan window, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.BackendQueriesAsync(Seconds(window), cancellationToken));

    public Task<AggregatedQueryMetrics> BackendQueriesAggregatedAsync(TimeSpan window, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.BackendQueriesAggregatedAsync(Seconds(window), cancellationToken), "backend-query-metrics-aggregated");

    public Task<IReadOnlyList<WriteBufferMetric>> WriteBufferAsync(TimeSpan window, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.WriteBufferAsync(Seconds(window), cancellationToken));

    public Task<AggregatedWriteBufferMetrics> WriteBufferAggregatedAsync(TimeSpan window, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.WriteBufferAggregatedAsync(Seconds(window), cancellationToken), "write-buffer-metrics-aggregated");

    public Task<IReadOnlyList<QueueMetric>> DiscoveryQueueAsync(TimeSpan window, string? queue = null, CancellationToken cancellationToken = default)
        => Payload.ListAsync(queue is null
            ? api.DiscoveryQueueAsync(Seconds(window), cancellationToken)
            : api.DiscoveryQueueAsync(Argument.Segment(queue, nameof(queue)), Seconds(window), cancellationToken));

    public Task<AggregatedQueueMetrics> DiscoveryQueueAggregatedAsync(
        TimeSpan window, string? queue = null, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(
            queue is null
                ? api.DiscoveryQueueAggregatedAsync(Seconds(window), cancellationToken)
                : api.DiscoveryQueueAggregatedAsync(Argument.Segment(queue, nameof(queue)), Seconds(window), cancellationToken),
            "discovery-queue-metrics-aggregated");

    private static string Seconds(TimeSpan window)
        => window >= TimeSpan.FromSeconds(1) && window.Ticks % TimeSpan.TicksPerSecond == 0
            ? (window.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture)
            : throw new ArgumentOutOfRangeException(nameof(window), window, "How far to look back is whole seconds, one at least.");
}
