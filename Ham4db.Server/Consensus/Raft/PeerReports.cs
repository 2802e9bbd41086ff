using System.Collections.Concurrent;
using System.Net;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Says once when a peer stops to answer the leader, and once when it answers again.</summary>
internal sealed class PeerReports(LeadershipBoard board, ILogger logger)
{
    private readonly ConcurrentDictionary<EndPoint, bool> _silent = new();

    /// <summary>Looks at the members; to be called whenever one of them changed.</summary>
    public void Report(IEnumerable<RaftClusterMember> members)
    {
        // Only the leader talks to all of them all the time.
        if (board.Current.Role != NodeRole.Leader)
        {
            return;
        }

        foreach (var member in members.Where(member => member.IsRemote))
        {
            var silent = member.Status == ClusterMemberStatus.Unavailable;
            if (silent != _silent.GetOrAdd(member.EndPoint, false) && _silent.TryUpdate(member.EndPoint, silent, !silent))
            {
                Say(member.EndPoint.ToText(), silent);
            }
        }
    }

    private void Say(string peer, bool silent)
    {
        if (silent)
        {
            logger.PeerSilent(peer);
        }
        else
        {
            logger.PeerAnswers(peer);
        }
    }
}
