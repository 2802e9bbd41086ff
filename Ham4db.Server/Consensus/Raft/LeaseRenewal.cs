using System.Diagnostics;
using DotNext.Net.Cluster.Consensus.Raft;
using LeadershipLost = DotNext.Net.Cluster.Consensus.Raft.NotLeaderException;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>While this node leads, asks a quorum again and again, and renews the lease by each answer.</summary>
internal sealed class LeaseRenewal(RaftCluster cluster, RaftStorage storage, LeaderLease lease, RaftTimings timings, TimeProvider time, RaftWatch watch)
{
    private const int HurriedRounds = 10;

    private readonly Bell _elected = new();

    /// <summary>This node was elected.</summary>
    public void Elected() => _elected.Ring();

    /// <summary>
    /// After each election, asks for rounds until the first entry of the term is committed. Runs until cancelled. The library finds out in the
    /// first round where each follower stands, sends the entry in the second, and would wait for a heartbeat in between.
    /// </summary>
    public async Task HurryAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _elected.WaitAsync(cancellationToken);
            try
            {
                for (var i = 0; i < HurriedRounds && RaftWatch.LeadershipOf(cluster).IsCancellationRequested; i++)
                {
                    await cluster.ForceReplicationAsync(cancellationToken);
                }
            }
            catch (Exception lost) when (lost is LeadershipLost or ObjectDisposedException)
            {
                // Leadership was lost before it was complete.
            }
        }
    }

    /// <summary>Runs until cancelled, or until the cluster is in a state that only a restart ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Returns once the first entry of the own term is committed and applied.
                var leadership = await cluster.WaitForLeadershipAsync(cancellationToken);
                watch.Ring();
                if (await FollowsYieldAsync(cancellationToken))
                {
                    lease.WaiveWait(leadership);
                }

                await LeadAsync(leadership, cancellationToken);
                watch.Ring();
            }
        }
        catch (Exception ended) when (ended is QuorumUnreachableException or UnreachableException or ObjectDisposedException)
        {
            // Stopped, or in the fatal state: the watchdog ends the process then.
        }
    }

    // The term is read after the token: if it is that of a later leadership, the token is of one that has ended, and waives nothing.
    private async ValueTask<bool> FollowsYieldAsync(CancellationToken cancellationToken)
        => storage.Machine.YieldIndex is > 0 and var index && await storage.Log.TermBegunAfterAsync(index, cancellationToken) == storage.Log.Term;

    private async Task LeadAsync(CancellationToken leadership, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(leadership, cancellationToken);
        try
        {
            while (true)
            {
                var round = lease.Begin();
                await cluster.ForceReplicationAsync(both.Token);
                lease.Renew(round, leadership);
                await Task.Delay(timings.LeaseRenewal, time, both.Token);
            }
        }
        catch (LeadershipLost)
        {
            // No quorum, or a later term: the library has stepped down.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Leadership ended.
        }
    }
}
