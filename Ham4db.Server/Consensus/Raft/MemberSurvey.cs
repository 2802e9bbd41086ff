using System.Net;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Which members could lead now, and why the others could not: asked of themselves, at this moment.</summary>
internal sealed class MemberSurvey(RaftCluster cluster, DurableLog log, PeerBook peers, IPeerCalls calls, TimeProvider time)
{
    /// <summary>Entries that a node may lack: fewer are sent to it within one round.</summary>
    public const long MostMissing = 1_000;

    /// <summary>One is bounded by the time of a raft request, which is short for a node that has just started.</summary>
    private const int Attempts = 3;

    /// <summary>How long the slower ones are waited for when another could lead.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Asks all of <paramref name="asked"/> at once.</summary>
    /// <returns>Those that answered soon, if one of them could lead; otherwise all.</returns>
    public async Task<IReadOnlyList<SurveyedMember>> AskAsync(IEnumerable<EndPoint> asked, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = asked.Select(address => AskAsync(address, ended.Token)).ToList();
        var all = Task.WhenAll(asking);
        if (await Task.WhenAny(all, Task.Delay(ShortestWait, time, ended.Token)) != all)
        {
            var soon = asking.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result).ToList();
            if (soon.Exists(member => member.Hindrance is null))
            {
                await ended.CancelAsync();
                return soon;
            }
        }

        return await all;
    }

    /// <summary>Asks all members for the address of their API that have not told it yet.</summary>
    public Task LearnAsync(CancellationToken cancellationToken)
        => Task.WhenAll(cluster.Members.Where(member => member.IsRemote && peers.Find(member.EndPoint) is null).Select(member => peers.AskAsync(member, cancellationToken)));

    /// <summary>Whether a majority of the members, this one included, is in touch.</summary>
    public bool HasQuorum()
    {
        var members = cluster.Members;
        return members.Count(member => !member.IsRemote || member.Status != ClusterMemberStatus.Unavailable) > members.Count / 2;
    }

    /// <summary>Sends a member, as the leader, what it lacks, until it has applied all that is committed here now.</summary>
    /// <exception cref="OperationCanceledException">It did not in time, or this node lost its leadership.</exception>
    public async Task ApplyAsync(EndPoint address, CancellationToken cancellationToken)
    {
        var committed = log.LastCommittedEntryIndex;
        while (peers.Find(address) is { } uri && await AppliedAsync(uri, cancellationToken) < committed)
        {
            await cluster.ForceReplicationAsync(cancellationToken);
        }
    }

    private async Task<long> AppliedAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            return (await calls.StatusAsync(uri, cancellationToken)).AppliedIndex ?? 0;
        }
        catch (PeerCallException)
        {
            return 0;
        }
    }

    private async Task<SurveyedMember> AskAsync(EndPoint address, CancellationToken cancellationToken)
    {
        var name = address.ToText();
        using var limit = new CancellationTokenSource(LongestWait, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (await FindAsync(address, both.Token) is not { } uri)
            {
                return new SurveyedMember(address, 0, $"{name} does not answer, so that its HTTP address is not known");
            }

            var status = await calls.StatusAsync(uri, both.Token);
            var applied = status.AppliedIndex ?? 0;
            var missing = log.LastCommittedEntryIndex - applied;
            return new SurveyedMember(address, applied, status.State != nameof(NodeRole.Follower) ? $"{name} follows no leader (it is {status.State})"
                : !status.Healthy ? $"{name} has a database that takes no writes"
                : missing > MostMissing ? $"{name} lacks {missing} entries of the log"
                : null);
        }
        catch (PeerCallException failed)
        {
            return new SurveyedMember(address, 0, $"{name} does not answer ({failed.Message})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SurveyedMember(address, 0, $"{name} does not answer in time");
        }
    }

    private async Task<Uri?> FindAsync(EndPoint address, CancellationToken cancellationToken)
    {
        var member = cluster.Members.FirstOrDefault(member => member.EndPoint.Equals(address));
        for (var i = 0; i < Attempts && member is not null && peers.Find(address) is null; i++)
        {
            await peers.AskAsync(member, cancellationToken);
        }

        return peers.Find(address);
    }
}
