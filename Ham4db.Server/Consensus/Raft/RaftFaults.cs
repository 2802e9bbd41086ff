using System.Diagnostics;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using DotNext.Threading;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>What the library throws when leadership, a quorum, or the node itself is gone.</summary>
internal static class RaftFaults
{
    public static bool IsExpected(Exception exception)
        => exception is DotNext.Net.Cluster.Consensus.Raft.NotLeaderException
            or QuorumUnreachableException
            or MemberUnavailableException
            or PendingTaskInterruptedException
            or WriteAheadLog.InternalException
            or UnreachableException
            or ObjectDisposedException;
}
