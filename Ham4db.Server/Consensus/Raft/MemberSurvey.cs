using System.Net;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Which members could lead now, and why the others could not: asked of themselves, at this moment.</summary>
internal sealed class MemberSurvey(RaftCluster cluster, DurableLog log, PeerBook peers, IPeerCalls calls, RaftTimings timings, TimeProvider time)
{
    /// <summary>Entries that a node may lack: fewer are sent to it within one round.</summary>
    public const long MostMissing = 1_000;

    /// <summary>One is bounded by the time of a raft request, which is short for a node that has just started.</summary>
    private const int Attempts = 3;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks all of <paramref name="asked"/> at once.</summary>
    public async Task<IReadOnlyList<SurveyedMember>> AskAsync(IEnumerable<EndPoint> asked, CancellationToken cancellationToken)
        => await Task.WhenAll(asked.Select(address => AskAsync(address, cancellationToken)));

    /// <summary>Asks all members for the address of their API that have not told it yet.</summary>
    public Task LearnAsync(CancellationToken cancellationToken)
        => Task.WhenAll(cluster.Members.Where(member => member.IsRemote && peers.Find(member.EndPoint) is null).Select(member => peers.AskAsync(member, cancellationToken)));

    /// <summary>Whether a majority of the members, this one included, is in touch.</summary>
    public bool HasQuorum()
    {
        var members = cluster.Members;
        return members.Count(member => !member.IsRemote || member.Status != ClusterMemberStatus.Unavailable) > members.Count / 2;
    }

    private async Task<SurveyedMember> AskAsync(EndPoint address, CancellationToken cancellationToken)
    {
        var name = address.ToText();
        using var limit = new CancellationTokenSource(timings.Request > ShortestWait ? timings.Request : ShortestWait, time);
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
