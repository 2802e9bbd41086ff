using System.Diagnostics;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Ends a node that looks alive and is not. The library has no such check: a node with a broken log or state machine goes on to vote, and
/// shows itself as a healthy follower.
/// </summary>
internal sealed class RaftWatchdog(
    RaftCluster cluster, RaftStorage storage, RaftCommandLog commands, PeerBook peers, IPeerCalls calls, RaftWatch watch, RaftTuning tuning,
    IBackendHealth backend, INodeExit exit, TimeProvider time, Uri ownUri, ILogger logger)
{
    private const int TooOftenSent = 8;
    private const int AsksBeforeEnd = 6;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(1);

    private long _headwayAt;
    private long _lastApplied = -1;
    private long _stoodAt;
    private long _askedAt;
    private Task<bool> _catchUp = Task.FromResult(true);

    /// <summary>Runs until cancelled, or until it has ended the node.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _headwayAt = _askedAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            watch.Ring();
            if (FindFault() is { } fault)
            {
                exit.Exit(fault);
                return;
            }

            await RefreshAsync(cancellationToken);
            await AskForSnapshotAsync(cancellationToken);
        }
    }

    private string? FindFault()
    {
        // First, since it names the cause: on a leader both are so.
        var applied = storage.Log.WaitForApplyAsync(0, CancellationToken.None).AsTask();
        if (applied.IsFaulted)
        {
            return Describe(applied.Exception?.InnerException);
        }

        try
        {
            _ = cluster.LeadershipToken;
            _ = cluster.ConsensusToken;
        }
        catch (UnreachableException broken)
        {
            return $"The raft node has met a fault that only a restart ends: {broken.Message}";
        }

        return FindStandstill();
    }

    private static string Describe(Exception? broken)
    {
        var cause = (broken as WriteAheadLog.InternalException)?.InnerException ?? broken;
        return cause is IOException and not BackendException
            ? $"The raft log cannot be written: {cause.Message}. Free some space on the disk of RaftDataDir, or check that disk; then start this node again."
            : $"The raft log or the database behind it is broken: {cause?.Message}";
    }

    // Headway is an entry more, or the leader's word that there is none. A node that gets neither for long is stuck, for example on a
    // snapshot that it has installed and its leader believes it has not.
    private string? FindStandstill()
    {
        // The log counts a run of entries when all of them are applied, which on a slow database takes its time.
        var applied = Math.Max(storage.Log.LastAppliedIndex, storage.Machine.AppliedIndex);
        var upToDate = _catchUp is { IsCompletedSuccessfully: true, Result: true } && applied >= storage.Log.LastCommittedEntryIndex;
        if (applied != _lastApplied || upToDate || cluster.Leader is null || !backend.TakesWrites || storage.Machine.IsPreparing)
        {
            (_lastApplied, _headwayAt) = (applied, time.GetTimestamp());
            return null;
        }

        return time.GetElapsedTime(_headwayAt) > tuning.StuckAfter
            ? $"This node stands still at entry {applied} of the raft log while its leader is ahead: it starts anew."
            : null;
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_catchUp.IsCompleted)
        {
            _catchUp = CatchUpAsync(cancellationToken);
        }

        foreach (var peer in cluster.Members.Where(member => member.IsRemote && peers.Find(member.EndPoint) is null))
        {
            if (await peers.AskAsync(peer, cancellationToken))
            {
                watch.Ring();
            }
        }

        if (storage.Machine.TimesOfferedSent >= TooOftenSent && !RaftWatch.LeadershipOf(cluster).IsCancellationRequested && await StandsStillAtSnapshotAsync(cancellationToken))
        {
            await OfferNewerSnapshotAsync(cancellationToken);
        }
    }

    // All that a node lacks is sent in one exchange, which must fit into one request: the part of the log since the offered snapshot may be too
    // long for it, on a busy machine above all, and would be sent in vain for ever. Behind a snapshot of now there is next to nothing.
    private async Task AskForSnapshotAsync(CancellationToken cancellationToken)
    {
        var patience = tuning.StuckAfter / AsksBeforeEnd;
        if (time.GetElapsedTime(_headwayAt) < patience || time.GetElapsedTime(_askedAt) < patience
            || cluster.Leader is not { IsRemote: true } leader || peers.Find(leader.EndPoint) is not { } uri)
        {
            return;
        }

        _askedAt = time.GetTimestamp();
        logger.AsksForSnapshot(storage.Log.LastAppliedIndex, uri);
        using var limit = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await calls.SnapshotAsync(uri, both.Token);
        }
        catch (Exception silent) when (silent is PeerCallException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Asked again, or the node ends.
            logger.SnapshotNotHad(uri, silent.Message);
        }
    }

    private async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            // On a follower this asks the leader for its commit index, without a round of the quorum, and waits until that is applied here.
            await cluster.ApplyReadBarrierAsync(ReadBarrierType.Weak, cancellationToken);
            return true;
        }
        catch (Exception failed) when (failed is MemberUnavailableException or QuorumUnreachableException or OperationCanceledException
            or ObjectDisposedException or UnreachableException or WriteAheadLog.InternalException or DotNext.Threading.PendingTaskInterruptedException)
        {
            return false;
        }
    }

    // One that has not yet is still preparing it (SnapshotInstall), and would have to begin anew. One that has just now goes on from there: only
    // who still stands there at the next look is stuck.
    private async Task<bool> StandsStillAtSnapshotAsync(CancellationToken cancellationToken)
    {
        var offered = storage.Machine.OfferedIndex;
        var others = cluster.Members.Where(member => member.IsRemote).Select(member => peers.Find(member.EndPoint)).OfType<Uri>();
        var before = _stoodAt;
        _stoodAt = (await Task.WhenAll(others.Select(uri => AppliedAsync(uri, cancellationToken)))).Contains(offered) ? offered : 0;
        return _stoodAt > 0 && _stoodAt == before;
    }

    private async Task<long?> AppliedAsync(Uri peer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return (await calls.StatusAsync(peer, both.Token)).AppliedIndex;
        }
        catch (Exception silent) when (silent is PeerCallException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Asked again in a second, if it still matters.
            return null;
        }
    }

    // A follower that has installed a snapshot, whose answer came too late, is sent the same one for ever and refuses it as not newer. A newer
    // one ends that; an entry makes sure that there is one.
    private async Task OfferNewerSnapshotAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SubmitEntryAsync(cancellationToken);
            await storage.Machine.OfferFreshAsync();

            // The others are beyond it from now on, so that they are told from one that stands at it.
            await SubmitEntryAsync(cancellationToken);
            logger.OfferedFreshSnapshot();
        }
        catch (Exception lost) when (lost is NotLeaderException or CommandOutcomeUnknownException or IOException)
        {
            // Another leader has the same check, and a full disk is reported by the next ordinary snapshot.
        }
    }

    private async Task SubmitEntryAsync(CancellationToken cancellationToken) => await commands.SubmitAsync(
        new CommandEnvelope(Guid.NewGuid(), null, null, time.GetUtcNow(), new SetLeaderUri(ownUri)), cancellationToken);
}
