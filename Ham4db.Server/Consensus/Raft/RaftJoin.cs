using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Makes a new node a member: asks one that is until it is done.</summary>
internal sealed class RaftJoin(RaftCluster cluster, IDecidedStore store, IPeerCalls calls, RaftOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Runs until this node is a member, or cancelled.</summary>
    /// <param name="member">Base address of a member's HTTP API.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Uri member, CancellationToken cancellationToken)
    {
        var own = options.Advertise.ToText();
        logger.Joins(own, member);
        string? said = null;
        while (!IsMember())
        {
            var refusal = await AskAsync(member, own, cancellationToken);
            if (refusal != said && (said = refusal) is not null)
            {
                logger.NotJoined(own, refusal!);
            }

            if (refusal is not null || !IsMember())
            {
                await Task.Delay(Retry, time, cancellationToken);
            }
        }

        logger.Joined(own, EndPointText.Join(cluster.Members.Select(peer => peer.EndPoint)));
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
