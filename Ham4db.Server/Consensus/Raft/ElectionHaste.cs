using System.Runtime.CompilerServices;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Makes this node's election timeout tiny for a moment, by the library's own field: there is no other way to stand for election at once, nor
/// to grant a vote while the last word of the old leader is fresh. That is harmless, since raft's safety does not rest on timeouts, nor does
/// <see cref="LeaderLease"/>: only how often elections happen does. Without the field (another version of the library) a handover takes as
/// long as an ordinary election.
/// </summary>
internal sealed class ElectionHaste(RaftCluster cluster)
{
    /// <summary>Milliseconds; the timer does not take less.</summary>
    private const int Tiny = 1;

    private readonly Lock _lock = new();
    private int? _usual;

    /// <summary>Shortens the timeout; again is harmless.</summary>
    /// <returns>False when it cannot be reached: nothing has changed.</returns>
    public bool TryShorten()
    {
        lock (_lock)
        {
            try
            {
                ref var timeout = ref TimeoutOf(cluster);
                _usual ??= Volatile.Read(ref timeout);
                Volatile.Write(ref timeout, Tiny);
                return true;
            }
            catch (MissingFieldException)
            {
                return false;
            }
        }
    }

    /// <summary>Makes the timeout what it was.</summary>
    public void Restore()
    {
        lock (_lock)
        {
            if (_usual is { } usual)
            {
                Volatile.Write(ref TimeoutOf(cluster), usual);
                _usual = null;
            }
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "electionTimeout")]
    private static extern ref int TimeoutOf(RaftCluster<RaftClusterMember> cluster);
}
