namespace Ham4db.Client.Leadership;

/// <summary>That a node's state, or the leader, is another than before.</summary>
/// <param name="current">The nodes now.</param>
public sealed class ClusterChangedEventArgs(ClusterSnapshot current) : EventArgs
{
    /// <summary>The nodes now.</summary>
    public ClusterSnapshot Current { get; } = current;
}
