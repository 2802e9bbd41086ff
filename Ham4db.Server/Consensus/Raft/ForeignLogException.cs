namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// The leader sent what was decided in another cluster. Raft compares entries by their index and term alone, and two clusters count both from
/// one: without this, a node with the files of one cluster would go on with the log of the other, and hold a mixture.
/// </summary>
internal sealed class ForeignLogException(string own, string theirs) : Exception(
    $"This node holds the data of the raft cluster {own}, and its leader is of the cluster {theirs}: RaftNodes, or a directory that was copied, mixes two clusters. "
    + "To make this node a member of the leader's cluster, empty its RaftDataDir; otherwise correct RaftNodes.")
{
    /// <summary>Compares the cluster that this node's data is of with the one that something was decided in; null stands for "not known yet".</summary>
    /// <returns>Null unless they are two.</returns>
    public static ForeignLogException? Of(string? own, string? theirs)
        => own is not null && theirs is not null && own != theirs ? new ForeignLogException(own, theirs) : null;
}
