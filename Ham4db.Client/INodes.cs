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

    /// <summary>Lets a node read its configuration files again (route <c>reload-configuration</c>).</summary>
    Task ReloadConfigurationAsync(Uri? node = null, CancellationToken cancellationToken = default);
}
