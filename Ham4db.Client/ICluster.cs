using Ham4db.Client.Leadership;

namespace Ham4db.Client;

/// <summary>What the client knows of the service's nodes, without asking them.</summary>
public interface ICluster
{
    /// <summary>The nodes at this moment.</summary>
    ClusterSnapshot Current { get; }

    /// <summary>
    /// Raised when a node's state or the leader changes, on a thread of the pool. An exception of a subscriber is logged and goes no further.
    /// </summary>
    event EventHandler<ClusterChangedEventArgs>? Changed;
}
