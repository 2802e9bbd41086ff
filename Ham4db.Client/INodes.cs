using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>The nodes of the service. Each question goes to one node and is answered by it alone.</summary>
/// <remarks>
/// The parameter <c>node</c> is that node's endpoint; null asks the leader. A question to a named node is sent once and never to another:
/// <see cref="NodeUnreachableException"/> when the node cannot be reached. It gets this client's credentials, so name your own nodes only.
/// </remarks>
public interface INodes
{
    /// <summary>The configured endpoints, normalised to end in <c>/api/</c>.</summary>
    IReadOnlyList<Uri> Endpoints { get; }

    /// <summary>The node's health (route <c>health</c>).</summary>
    Task<HealthStatus> HealthAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>The node's status (route <c>status</c>).</summary>
    Task<HealthStatus> StatusAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>Whether this node says, under a lease, that it leads (route <c>leader-check</c>). Never routed, never repeated.</summary>
    /// <returns>False also when it cannot be reached, or does not answer within <see cref="Ham4dbClientOptions.ProbeTimeout"/>.</returns>
    Task<bool> LeadsAsync(Uri node, CancellationToken cancellationToken = default);

    /// <summary>Whether this node answers at all (route <c>lb-check</c>). Never routed, never repeated.</summary>
    /// <returns>False also when it does not answer within <see cref="Ham4dbClientOptions.ProbeTimeout"/>.</returns>
    Task<bool> AnswersAsync(Uri node, CancellationToken cancellationToken = default);

    /// <summary>The headers of the request as the node received them (route <c>headers</c>).</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> HeadersAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>Whether a request to this node gets to a leader, be it the node itself (route <c>routed-leader-check</c>).</summary>
    /// <returns>False also when it cannot be reached, or does not answer within <see cref="Ham4dbClientOptions.ProbeTimeout"/>.</returns>
    Task<bool> RoutesToLeaderAsync(Uri node, CancellationToken cancellationToken = default);

    /// <summary>Lets a node read its configuration files again (route <c>reload-configuration</c>).</summary>
    Task ReloadConfigurationAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>The same, and one more file; on the Go servers (route <c>reload-configuration?config=</c>).</summary>
    /// <param name="file">Path of the file on the node's machine.</param>
    /// <param name="node">The node; null for the leader.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ReloadConfigurationFileAsync(string file, Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a node take the leadership; not under raft (route <c>grab-election</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">The service runs with raft.</exception>
    Task GrabElectionAsync(Uri node, CancellationToken cancellationToken = default);

    /// <summary>Lets the leader step down, so that another one is elected (route <c>reelect</c>).</summary>
    Task ReelectAsync(CancellationToken cancellationToken = default);

    /// <summary>Host names that the node has resolved, with what it remembers of them (route <c>hostname-resolve-cache</c>).</summary>
    Task<IReadOnlyDictionary<string, CachedHostname>> HostnameCacheAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>Lets the node forget what host names resolved to (route <c>reset-hostname-resolve-cache</c>).</summary>
    Task ResetHostnameCacheAsync(Uri? node = null, CancellationToken cancellationToken = default);

    /// <summary>The routes that the service has, each <c>path,METHOD</c>; ham4db (Go) only (route <c>manage/list</c>).</summary>
    Task<IReadOnlyList<string>> RoutesAsync(CancellationToken cancellationToken = default);

    /// <summary>How often the service's caches knew the answer, from 0 to 1, by cache; ham4db (Go) only (route <c>manage/cache/hit</c>).</summary>
    Task<IReadOnlyDictionary<string, double>> CacheHitRatesAsync(CancellationToken cancellationToken = default);
}
