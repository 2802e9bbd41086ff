using System.Net;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// A node's part in handing leadership over, once the leader's word of it is committed. The library has no such thing: the node that is to lead
/// stands for election at once, every other one stands aside for a while, and grants its vote although it heard the old leader just now. None
/// of that lasts: a timer makes each node an ordinary one again, whatever became of the election.
/// </summary>
internal sealed class Handover(
    RaftCluster cluster, DurableLog log, LeadershipBoard board, RaftWatch watch, RaftTimings timings, EndPoint own, TimeProvider time) : IDisposable
{
    /// <summary>Between two attempts to be elected; doubled each time, since a vote may need new connections, and an attempt breaks off the last.</summary>
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(20);

    /// <summary>Standing aside fails when the node's state changes in the same moment.</summary>
    private const int Attempts = 5;

    private readonly ElectionHaste _haste = new(cluster);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>How long a node stands aside at most: enough for the chosen one to be elected in the ordinary way.</summary>
    public TimeSpan Limit => timings.UpperElection + timings.Election;

    /// <summary>Plays this node's part, and ends when another leader is known, or the time is up.</summary>
    /// <param name="target">The node that is to lead.</param>
    /// <param name="term">The term that ends.</param>
    /// <param name="cancellationToken">Ends the part at once.</param>
    public async Task PlayAsync(EndPoint target, long term, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (log.Term > term)
            {
                return;
            }

            using var limit = new CancellationTokenSource(Limit, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await (target.Equals(own) ? StandAsync(term, both.Token) : StandAsideAsync(term, both.Token));
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                // The chosen one was not elected: from now on anyone may be.
            }
            finally
            {
                _haste.Restore();
                await BecomeOrdinaryAsync();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task StandAsync(long term, CancellationToken cancellationToken)
    {
        for (var retry = FirstRetry; !IsDecided(term); retry *= 2)
        {
            if (!_haste.TryShorten())
            {
                return;
            }

            // The timer that runs has the usual length; only leaving standby starts another one.
            var before = log.Term;
            await cluster.EnableStandbyModeAsync(cancellationToken);
            await cluster.RevertToNormalModeAsync(cancellationToken);

            // The timer has taken its length; the vote takes its own from here, and is not to be broken off.
            _haste.Restore();
            await WaitAsync(term, retry, cancellationToken);
            if (log.Term > before)
            {
                await WaitAsync(term, timings.Election, cancellationToken);
            }
        }
    }

    private async Task StandAsideAsync(long term, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Attempts && !cluster.Standby && !IsDecided(term); i++)
        {
            await cluster.EnableStandbyModeAsync(cancellationToken);
        }

        // Not before: a leader that is told of the next term becomes a follower, and would stand for election itself with a timeout that is tiny.
        if (cluster.Standby)
        {
            _haste.TryShorten();
        }

        watch.Ring();
        while (!IsFollowed(term))
        {
            await board.WaitForChangeAsync(board.Current, cancellationToken);
        }
    }

    private bool IsFollowed(long term) => board.Current is { HasLeader: true } view && view.Term > term;

    // Elected, though the first entry of the term is not committed yet: standing once more would end that.
    private bool IsDecided(long term) => IsFollowed(term) || (cluster.Leader is { IsRemote: false } && log.Term > term);

    private async Task WaitAsync(long term, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var slice = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slice.Token, cancellationToken);
        try
        {
            for (var view = board.Current; !IsDecided(term);)
            {
                view = await board.WaitForChangeAsync(view, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time for the next attempt.
        }
    }

    private async Task BecomeOrdinaryAsync()
    {
        try
        {
            await cluster.RevertToNormalModeAsync(CancellationToken.None);
            watch.Ring();
        }
        catch (Exception gone) when (gone is ObjectDisposedException or OperationCanceledException)
        {
            // The node stops.
        }
    }
}
