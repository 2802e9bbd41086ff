using System.Threading.Channels;
using Ham4db.Client.Diagnostics;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Leadership;

/// <summary>
/// One search: asks all nodes at once, each again and again at its own pace, until one proves to lead. No node waits for another's answer.
/// Once the leader is found no further question is sent; answers under way are still heard, and a later term among them is believed.
/// </summary>
/// <param name="context">What every search shares.</param>
/// <param name="alsoAsk">Addresses beside the configured ones: the leader known last, and where a node pointed to.</param>
/// <param name="doubted">
/// The leader that was silent. It stays in use until a later term is found, or until another proves to lead in its term while it does not
/// prove so itself; when it does, it is the result. Once a call has failed by it, it is one node among the others. Null when no leader is known.
/// </param>
internal sealed class LeaderSearch(SearchContext context, IEnumerable<Uri> alsoAsk, KnownLeader? doubted)
{
    private const int MostHints = 8;

    private readonly TaskCompletionSource<KnownLeader> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ProbeAnswer?> _answers = Channel.CreateUnbounded<ProbeAnswer?>(new() { SingleReader = true });
    private readonly Ballot _ballot = new(() => context.Endpoints.Current, context.Patience);
    private readonly HashSet<Uri> _asked = [];
    private readonly Dictionary<Uri, CancellationTokenSource> _nodes = [];
    private readonly List<Task> _questions = [];
    private readonly long _started = context.Time.GetTimestamp();
    private readonly KnownLeader? _previous = context.Memory.Last;
    private ProbeAnswer[] _reports = [];
    private IReadOnlyList<Uri>? _current;
    private Task? _look;

    /// <summary>The leader, as soon as it is known.</summary>
    public Task<KnownLeader> Found => _found.Task;

    /// <summary>What each node said last.</summary>
    public IReadOnlyList<ProbeAnswer> Reports => Volatile.Read(ref _reports);

    private TimeSpan Elapsed => context.Time.GetElapsedTime(_started);

    private bool IsDoubtedInUse => doubted is not null && context.Memory.Current == doubted;

    /// <summary>Runs the search to its end. Never throws: a failure is the result of <see cref="Found"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var pauses = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ITimer? alarm = null;
        try
        {
            await BeginAsync(pauses.Token, stop).ConfigureAwait(false);
            while (await _answers.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
            {
                while (_answers.Reader.TryRead(out var answer))
                {
                    if (_found.Task.IsCompleted)
                    {
                        HearLate(answer);
                        continue;
                    }

                    AskNodes(pauses.Token, stop);
                    var askAgain = Judge(answer, pauses.Token, stop);
                    if (_found.Task.IsCompleted)
                    {
                        await pauses.CancelAsync().ConfigureAwait(false);
                        _ = CloseAfterLastAnswerAsync();
                    }
                    else if (askAgain is { } at)
                    {
                        alarm?.Dispose();
                        alarm = context.Time.CreateTimer(_ => _answers.Writer.TryWrite(null), null, Positive(at - Elapsed), Timeout.InfiniteTimeSpan);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody waits any more, or the client was disposed of under those who do.
            Fail(new ObjectDisposedException(nameof(IHam4dbClient)));
        }
        catch (Exception e)
        {
            context.Logger.SearchFailed(e);
            Fail(e);
        }
        finally
        {
            alarm?.Dispose();
            await pauses.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_questions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var asking in _nodes.Values)
            {
                asking.Dispose();
            }
        }
    }

    private async Task BeginAsync(CancellationToken pauses, CancellationToken stop)
    {
        while (context.Endpoints.Current.Count == 0)
        {
            await context.Endpoints.RefreshAsync().WaitAsync(stop).ConfigureAwait(false);
            if (context.Endpoints.Current.Count == 0)
            {
                await Task.Delay(Backoff.BetweenProbes(Elapsed, context.Random), context.Time, stop).ConfigureAwait(false);
            }
        }

        AskNodes(pauses, stop);
        foreach (var endpoint in alsoAsk)
        {
            Ask(endpoint, pauses, stop);
        }
    }

    // Again with each answer: a search may last until the nodes' addresses have changed.
    private void AskNodes(CancellationToken pauses, CancellationToken stop)
    {
        if (context.Endpoints.RefreshAsync() is { IsCompleted: false } look && look != _look)
        {
            _look = look;
            _ = look.ContinueWith(_ => _answers.Writer.TryWrite(null), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        var current = context.Endpoints.Current;
        if (ReferenceEquals(current, _current))
        {
            return;
        }

        _current = current;
        foreach (var gone in _nodes.Keys.Except(current).ToList())
        {
            _nodes.Remove(gone, out var asking);
            _ = asking!.CancelAsync();
            _asked.Remove(gone);
            _ballot.Remove(gone);
        }

        foreach (var endpoint in current)
        {
            if (!_asked.Contains(endpoint))
            {
                var asking = CancellationTokenSource.CreateLinkedTokenSource(pauses);
                _nodes.Add(endpoint, asking);
                Ask(endpoint, asking.Token, stop);
            }
        }
    }

    private void Fail(Exception failure)
    {
        if (_found.TrySetException(failure))
        {
            _ = _found.Task.Exception;
        }
    }

    private static TimeSpan Positive(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1);

    private void Ask(Uri endpoint, CancellationToken pauses, CancellationToken stop)
    {
        if (_asked.Add(endpoint))
        {
            _questions.Add(KeepAskingAsync(endpoint, pauses, stop));
        }
    }

    private async Task KeepAskingAsync(Uri endpoint, CancellationToken pauses, CancellationToken stop)
    {
        while (!pauses.IsCancellationRequested)
        {
            var answer = await context.Probe.AskAsync(endpoint, routed: false, stop).ConfigureAwait(false);
            _answers.Writer.TryWrite(answer);
            if (answer.Kind == ProbeKind.Follows && !IsDoubtedInUse && !pauses.IsCancellationRequested)
            {
                _answers.Writer.TryWrite(await context.Probe.AskAsync(endpoint, routed: true, pauses).ConfigureAwait(false));
            }

            await Task.Delay(Backoff.BetweenProbes(Elapsed, context.Random), context.Time, pauses).ConfigureAwait(false);
        }
    }

    /// <returns>When to judge again without a new answer, since the search began; null for never.</returns>
    private TimeSpan? Judge(ProbeAnswer? answer, CancellationToken pauses, CancellationToken stop)
    {
        if (answer is not null)
        {
            _ballot.Add(answer, Elapsed);
            Volatile.Write(ref _reports, [.. _ballot.Answers]);
            if (IsDoubtedInUse && doubted!.Is(answer.ToClaim()) && answer.Kind == ProbeKind.Leads && !_ballot.HasClaimAbove(doubted.Term))
            {
                // It is alive and leads: whoever else claims its term does not replace it.
                _found.TrySetResult(doubted);
                return null;
            }

            if (_asked.Count < context.Endpoints.Current.Count + MostHints && context.Hints.TryAccept(answer.Hint, answer.Endpoint, out var hinted))
            {
                Ask(hinted, pauses, stop);
            }
        }

        while (true)
        {
            var (winner, askAgain) = _ballot.Decide(Elapsed);
            if (winner is not { } claim)
            {
                return askAgain;
            }

            if (WaitForDoubted(claim) is { } until)
            {
                return until;
            }

            if (Believe(claim) is { } leader)
            {
                _found.TrySetResult(leader);
                return null;
            }

            _ballot.Refuse(claim);
        }
    }

    /// <summary>Within a term the silent leader is given the patience to answer its own question before another is believed.</summary>
    private TimeSpan? WaitForDoubted(LeaderClaim claim)
        => IsDoubtedInUse
            && claim.Term == doubted!.Term
            && claim.Endpoint != doubted.Endpoint
            && Elapsed < context.Patience
            && _ballot.Answers.All(answer => answer.Endpoint != doubted.Endpoint)
            ? context.Patience
            : null;

    private KnownLeader? Believe(LeaderClaim claim)
    {
        if (context.Memory.Current is { } current && current != doubted)
        {
            return current;
        }

        if (doubted is not null && claim.Term == doubted.Term && claim.Endpoint != doubted.Endpoint)
        {
            context.Memory.TryForget(doubted);
            claim = claim with { Sequence = context.Memory.NextSequence() };
        }

        var leader = context.Memory.TryAdvance(claim, out var changed);
        if (leader is null && claim.Term < context.Memory.HighestTerm && _ballot.WasRebuilt(claim))
        {
            context.Logger.TermWentBack(claim.Endpoint, claim.Term, context.Memory.HighestTerm);
            leader = context.Memory.StartAnew(claim);
            changed = true;
        }

        Announce(leader, changed);
        return leader;
    }

    private void HearLate(ProbeAnswer? answer)
    {
        if (answer is { Kind: ProbeKind.Leads, IsRouted: false })
        {
            Announce(context.Memory.TryAdvance(answer.ToClaim(), out var changed), changed);
        }
    }

    private void Announce(KnownLeader? leader, bool changed)
    {
        if (leader is not null && changed)
        {
            context.Announce(leader, _previous, Elapsed);
        }
    }

    private async Task CloseAfterLastAnswerAsync()
    {
        await Task.WhenAll(_questions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _answers.Writer.TryComplete();
    }
}
