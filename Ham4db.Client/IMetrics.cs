using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>What the leader has measured of itself in the last while.</summary>
/// <remarks>The parameter <c>window</c> is how far to look back: whole seconds, one at least. The servers keep some minutes.</remarks>
public interface IMetrics
{
    /// <summary>The probes of instances, one by one (route <c>discovery-metrics-raw/:seconds</c>).</summary>
    Task<IReadOnlyList<DiscoveryMetric>> DiscoveryAsync(TimeSpan window, CancellationToken cancellationToken = default);

    /// <summary>The probes of instances, in numbers (route <c>discovery-metrics-aggregated/:seconds</c>).</summary>
    Task<AggregatedDiscoveryMetrics> DiscoveryAggregatedAsync(TimeSpan window, CancellationToken cancellationToken = default);

    /// <summary>The queries of the service's own database, one by one (route <c>backend-query-metrics-raw/:seconds</c>).</summary>
    Task<IReadOnlyList<QueryMetric>> BackendQueriesAsync(TimeSpan window, CancellationToken cancellationToken = default);

    /// <summary>The queries of the service's own database, in numbers (route <c>backend-query-metrics-aggregated/:seconds</c>).</summary>
    Task<AggregatedQueryMetrics> BackendQueriesAggregatedAsync(TimeSpan window, CancellationToken cancellationToken = default);

    /// <summary>The writes of instances to it, one by one (route <c>write-buffer-metrics-raw/:seconds</c>).</summary>
    Task<IReadOnlyList<WriteBufferMetric>> WriteBufferAsync(TimeSpan window, CancellationToken cancellationToken = default);

    /// <summary>The writes of instances to it, in numbers (route <c>write-buffer-metrics-aggregated/:seconds</c>).</summary>
    Task<AggregatedWriteBufferMetrics> WriteBufferAggregatedAsync(TimeSpan window, CancellationToken cancellationToken = default);

    /// <summary>The discovery queue second by second (route <c>discovery-queue-metrics-raw</c>).</summary>
    /// <param name="window">How far to look back.</param>
    /// <param name="queue"><c>DEFAULT</c> or <c>DEADINSTANCES</c>, which Percona's fork alone has; null for the default one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<QueueMetric>> DiscoveryQueueAsync(TimeSpan window, string? queue = null, CancellationToken cancellationToken = default);

    /// <summary>The discovery queue in numbers (route <c>discovery-queue-metrics-aggregated</c>).</summary>
    /// <param name="window">How far to look back.</param>
    /// <param name="queue"><c>DEFAULT</c> or <c>DEADINSTANCES</c>, which Percona's fork alone has; null for the default one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<AggregatedQueueMetrics> DiscoveryQueueAggregatedAsync(
        TimeSpan window, string? queue = null, CancellationToken cancellationToken = default);
}
