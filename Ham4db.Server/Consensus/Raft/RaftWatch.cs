using System.Diagnostics;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Keeps the view of leadership up to date: told by events, checked each second. Events only ring a bell; nothing is done inside them,
/// since they run inside the library's lock.
/// </summary>
internal sealed class RaftWatch(RaftCluster cluster, DurableLog log, LeadershipBoard board, PeerBook peers, Uri ownUri, ILogger logger)
{
    private readonly Bell _bell = new();
    private long _asked;
    private Task _asking = Task.CompletedTask;

    /// <summary>Something may have changed.</summary>
    public void Ring() => _bell.Ring();

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Show(Look());
            if (cluster.Leader is { IsRemote: true } leader && _asked != log.Term && _asking.IsCompleted)
            {
                // A peer may have come back with another address: ask it once in each term.
                _asked = log.Term;
                _asking = AskAsync(leader, cancellationToken);
            }

            await _bell.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The token of this node's leadership; cancelled on a node that does not lead, or has met a fault.</summary>
    public static CancellationToken LeadershipOf(RaftCluster cluster)
    {
        try
        {
            return cluster.LeadershipToken;
        }
        catch (UnreachableException)
        {
            // The fatal state: the getter throws. The watchdog ends the process.
            return new CancellationToken(canceled: true);
        }
    }

    private LeadershipView Look()
    {
        var term = log.Term;
        return cluster.Leader switch
        {
            null => new LeadershipView(NodeRole.Candidate, term, string.Empty, null),
            { IsRemote: true } other => new LeadershipView(NodeRole.Follower, term, other.EndPoint.ToText(), peers.Find(other.EndPoint)),
            var own when LeadershipOf(cluster).IsCancellationRequested => new LeadershipView(NodeRole.Candidate, term, string.Empty, null),
            var own => new LeadershipView(NodeRole.Leader, term, own.EndPoint.ToText(), ownUri),
        };
    }

    private void Show(LeadershipView view)
    {
        var before = board.Current;
        if (!board.Show(view))
        {
            return;
        }

        if (view.LeaderAddress.Length > 0 && (before.LeaderAddress != view.LeaderAddress || before.Term != view.Term))
        {
            logger.LeaderIs(view.LeaderAddress, view.Term, view.Role);
        }
        else if (before.LeaderAddress.Length > 0 && view.LeaderAddress.Length == 0)
        {
            logger.LeaderLost(before.LeaderAddress, before.Term);
        }
    }

    private async Task AskAsync(RaftClusterMember leader, CancellationToken cancellationToken)
    {
        try
        {
            if (await peers.AskAsync(leader, cancellationToken))
            {
                Ring();
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }
}
