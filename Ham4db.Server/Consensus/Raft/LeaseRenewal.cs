using System.Diagnostics;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>While this node leads, asks a quorum again and again, and renews the lease by each answer.</summary>
internal sealed class LeaseRenewal(RaftCluster cluster, LeaderLease lease, RaftTimings timings, TimeProvider time, RaftWatch watch)
{
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
                await LeadAsync(leadership, cancellationToken);
                watch.Ring();
            }
        }
        catch (Exception ended) when (ended is QuorumUnreachableException or UnreachableException or ObjectDisposedException)
        {
            // Stopped, or in the fatal state: the watchdog ends the process then.
        }
    }

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
        catch (NotLeaderException)
        {
            // No quorum, or a later term: the library has stepped down.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Leadership ended.
        }
    }
}
