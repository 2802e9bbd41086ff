using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Makes a new node a member: asks one that is until it is done.</summary>
internal sealed class RaftJoin(RaftCluster cluster, IDecidedStore store, IPeerCalls calls, RaftOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Recheck = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Asks until the leader has made this node a member, or cancelled. The node may learn of that a while later.</summary>
    /// <remarks>
    /// Once it was told so it asks no more, however long that takes: a node that is removed meanwhile would be a member again.
    /// </remarks>
    /// <param name="member">Base address of a member's HTTP API.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Uri member, CancellationToken cancellationToken)
    {
        var own = options.Advertise.ToText();
        logger.Joins(own, member);
        string? said = null;
        while (!IsMember() && await AskAsync(member, own, cancellationToken) is { } refusal)
        {
            if (refusal != said)
            {
                logger.NotJoined(own, said = refusal);
            }

            await Task.Delay(Retry, time, cancellationToken);
        }
    }

    /// <summary>Waits until this node knows that it is a member.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        while (!IsMember())
        {
            await Task.Delay(Recheck, time, cancellationToken);
        }

        logger.Joined(options.Advertise.ToText(), EndPointText.Join(cluster.Members.Select(peer => peer.EndPoint)));
    }

    private bool IsMember() => cluster.Members.Any(peer => !peer.IsRemote);

    private async Task<string?> AskAsync(Uri member, string own, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await calls.JoinAsync(member, own, store.Current.ClusterId, both.Token);
            return null;
        }
        catch (PeerCallException refused)
        {
            return refused.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{member} does not answer in time";
        }
    }
}
