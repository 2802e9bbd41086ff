using System.Net;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>What becomes of the leadership that this node gave up, seen from here.</summary>
internal sealed class Succession(LeadershipBoard board, IPeerCalls calls, TimeProvider time)
{
    /// <summary>The next leader has the proof a moment after it is elected.</summary>
    private static readonly TimeSpan ProofRecheck = TimeSpan.FromMilliseconds(5);

    /// <summary>Between two requests to a leader that refused the first.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until a node leads in a term after <paramref name="term"/>.</summary>
    public async Task<LeadershipView> NextAsync(long term, CancellationToken cancellationToken)
    {
        var view = board.Current;
        while (!view.HasLeader || view.Term <= term)
        {
            view = await board.WaitForChangeAsync(view, cancellationToken);
        }

        return view;
    }

    /// <summary>Waits until a leader can prove that it leads.</summary>
    /// <returns>False when it was followed by another, or by none, before that.</returns>
    public async Task<bool> ProvesAsync(LeadershipView leader, CancellationToken cancellationToken)
    {
        while (Leads(leader))
        {
            // May be learnt after the view that names the leader.
            if (board.Current.LeaderUri is { } uri && await calls.LeadsAsync(uri, cancellationToken))
            {
                return true;
            }

            await Task.Delay(ProofRecheck, time, cancellationToken);
        }

        return false;
    }

    /// <summary>Asks a leader, which is not the one that was chosen, to hand over to that one. Its answer is waited for as long as it leads.</summary>
    /// <returns>Why it did not; null when it did, or leads no more.</returns>
    public async Task<string?> AskAsync(LeadershipView leader, EndPoint target, CancellationToken cancellationToken)
    {
        if (leader.LeaderUri is not { } uri)
        {
            await Task.Delay(AskAgain, time, cancellationToken);
            return $"the HTTP address of {leader.LeaderAddress} is not known";
        }

        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = calls.YieldAsync(uri, target.ToText(), asking.Token);
        var followed = FollowedAsync(leader, asking.Token);
        await Task.WhenAny(answer, followed);
        await asking.CancelAsync();
        await followed;
        try
        {
            await answer;
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (PeerCallException refused)
        {
            await Task.Delay(AskAgain, time, cancellationToken);
            return refused.Message;
        }
    }

    private bool Leads(LeadershipView leader) => board.Current is var now && now.LeaderAddress == leader.LeaderAddress && now.Term == leader.Term;

    private async Task FollowedAsync(LeadershipView leader, CancellationToken cancellationToken)
    {
        try
        {
            while (Leads(leader))
            {
                await board.WaitForChangeAsync(board.Current, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The answer came first.
        }
    }
}
