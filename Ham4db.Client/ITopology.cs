namespace Ham4db.Client;

/// <summary>The replication tree of a cluster as text, one line an instance, lines separated by <c>\n</c>.</summary>
/// <remarks>A <c>hint</c> names a cluster by its name, its alias, or <c>host:port</c> of any of its instances.</remarks>
public interface ITopology
{
    /// <summary>The tree (route <c>topology/:hint</c>).</summary>
    Task<string> DrawAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>The tree in columns separated by <c>|</c> (route <c>topology-tabulated/:hint</c>).</summary>
    Task<string> DrawTabulatedAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>The tree with each instance's tags (route <c>topology-tags/:hint</c>).</summary>
    Task<string> DrawWithTagsAsync(string hint, CancellationToken cancellationToken = default);

    /// <summary>Stores who replicates from whom now, in the service's own history (route <c>snapshot-topologies</c>).</summary>
    /// <returns>How long it took, in the server's words; empty where it does not say.</returns>
    Task<string> SnapshotAsync(CancellationToken cancellationToken = default);
}
