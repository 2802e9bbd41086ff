using Ham4db.Client.Http;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Knows who leads, and finds out. All callers of a client share it: however many lose the leader at once, one search runs, and nobody waits
/// for a dead node while a live leader is known.
/// </summary>
internal sealed class LeaderLocator(SearchContext context) : IAsyncDisposable
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<SharedSearch> _running = [];
    private SharedSearch? _search;
    private SharedSearch? _beside;
    private KnownLeader? _besideWhom;
    private Uri? _hint;
    private LeaderSearch? _latest;
    private bool _isDisposed;

    /// <summary>The leader in use; null when none is known.</summary>
    public KnownLeader? Current => context.Memory.Current;

    /// <summary>The leader known last, in doubt or not; null before the first.</summary>
    public KnownLeader? Last => context.Memory.Last;

    /// <summary>The highest term seen; 0 when none was told.</summary>
    public long HighestTerm => context.Memory.HighestTerm;

    /// <summary>What each node said in the latest search.</summary>
    public IReadOnlyList<ProbeAnswer> Reports => Volatile.Read(ref _latest)?.Reports ?? [];

    /// <summary>Why no addresses of nodes were found; null when they were.</summary>
    public string? Problem => context.Endpoints.Problem;

    /// <summary>The leader: at once when it is known, else when the search that all callers share has found it.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public ValueTask<KnownLeader> FindAsync(CancellationToken cancellationToken)
        => Current is { } leader ? ValueTask.FromResult(leader) : new ValueTask<KnownLeader>(SearchAsync(cancellationToken));

    /// <summary>Asks all nodes while a call waits for <paramref name="silent"/>.</summary>
    /// <returns>The leader that proved itself: another, or the silent one.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public Task<KnownLeader> AskBesideAsync(KnownLeader silent, CancellationToken cancellationToken)
    {
        SharedSearch shared;
        lock (_gate)
        {
            if (Current != silent)
            {
                return FindAsync(cancellationToken).AsTask();
            }

            if (_beside is null || _besideWhom != silent || _beside.Search.Found.IsCompleted)
            {
                _beside = Begin(silent);
                _besideWhom = silent;
            }

            shared = _beside;
            shared.Waiters++;
        }

        return WaitAsync(shared, cancellationToken);
    }

    /// <summary>Puts a leader in doubt after a failed call: the next call searches.</summary>
    public void Doubt(KnownLeader leader) => context.Memory.TryForget(leader);

    /// <summary>Learns from the headers of a reply to a call.</summary>
    public void Observe(KnownLeader asked, Reply reply)
    {
        if (reply.Term > asked.Term && asked.IsHam4db)
        {
            // It leads again, or it follows by now and forwarded the request: the next call finds out.
            context.Memory.TryForget(asked);
        }

        if (reply.LeaderHint is not { } hint || asked.IsNamed(hint) || !context.Hints.TryAccept(hint, asked.Endpoint, out var hinted))
        {
            return;
        }

        if (hinted == asked.Endpoint)
        {
            asked.Name(hint);
        }
        else
        {
            Volatile.Write(ref _hint, hinted);
        }
    }

    /// <summary>Takes in what a node tells of the leader, unasked.</summary>
    public void Hear(Uri from, LeaderEvent told)
    {
        if (told.IsLeader && told.Term > HighestTerm)
        {
            // A later term proves itself. Within a term only the answer to a question tells, since this may have been on its way for long.
            var previous = context.Memory.Last;
            var claim = new LeaderClaim(from, told.Term, IsRouted: false, IsHam4db: true, context.Memory.NextSequence());
            if (context.Memory.TryAdvance(claim, out var changed) is { } leader && changed)
            {
                context.Announce(leader, previous, TimeSpan.Zero);
            }

            return;
        }

        if (context.Hints.TryAccept(told.Leader, from, out var hinted))
        {
            Volatile.Write(ref _hint, hinted);
        }

        var current = Current;
        if (current is null || told.Term > HighestTerm || (told.IsLeader && current.Leader.IsRouted))
        {
            // Whoever was found while nobody led yet passes every call on; the leader itself answers in less.
            LookBeside(current);
        }
        else if (current.Endpoint == from && current.Term <= told.Term && !told.IsLeader && !current.Leader.IsRouted)
        {
            context.Memory.TryForget(current);
            LookBeside(null);
        }
    }

    /// <summary>A node that told of changes has gone silent: when it leads, that is found out before the next call does.</summary>
    public void LostTouch(Uri endpoint)
    {
        if (Current is { } current && current.Endpoint == endpoint)
        {
            LookBeside(current);
        }
    }

    /// <summary>Waits until another leader may be known: this one was superseded or is in doubt, or the time is over.</summary>
    public async Task UntilReplacedAsync(KnownLeader leader, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(leader.Superseded, Task.Delay(atMost, context.Time, end.Token)).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Ends the searches that run. Calls that wait for them end with <see cref="ObjectDisposedException"/>.</summary>
    public Task Stop()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var shared in _running)
            {
                shared.Stop();
            }

            return Task.WhenAll(_running.Select(shared => shared.Running));
        }
    }

    /// <summary>As <see cref="Stop"/>, and waits for their end.</summary>
    public async ValueTask DisposeAsync() => await Stop().ConfigureAwait(false);

    // Nobody waits for it but whoever calls meanwhile; it gives up after a while, since a cluster without a leader can stay so for long.
    private void LookBeside(KnownLeader? silent) => _ = Task.Run(async () =>
    {
        using var limit = new CancellationTokenSource(LongestLook, context.Time);
        await ((Task)(silent is null ? SearchAsync(limit.Token) : AskBesideAsync(silent, limit.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    });

    private Task<KnownLeader> SearchAsync(CancellationToken cancellationToken)
    {
        SharedSearch shared;
        lock (_gate)
        {
            if (Current is { } leader)
            {
                return Task.FromResult(leader);
            }

            if (_search is null || _search.Search.Found.IsCompleted)
            {
                // One that runs beside the leader that is now in doubt goes on for all.
                _search = _beside is { Search.Found.IsCompleted: false } ? _beside : Begin(doubted: null);
            }

            shared = _search;
            shared.Waiters++;
        }

        return WaitAsync(shared, cancellationToken);
    }

    private SharedSearch Begin(KnownLeader? doubted)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(IHam4dbClient));
        IEnumerable<Uri?> alsoAsk = [context.Memory.Last?.Endpoint, Interlocked.Exchange(ref _hint, null)];
        var shared = new SharedSearch(new LeaderSearch(context, alsoAsk.OfType<Uri>(), doubted));
        _running.Add(shared);
        Volatile.Write(ref _latest, shared.Search);

        shared.Start();
        _ = RemoveAtEndAsync(shared);
        return shared;
    }

    private async Task<KnownLeader> WaitAsync(SharedSearch shared, CancellationToken cancellationToken)
    {
        try
        {
            return await shared.Search.Found.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (--shared.Waiters == 0 && !shared.Search.Found.IsCompleted)
                {
                    _search = _search == shared ? null : _search;
                    _beside = _beside == shared ? null : _beside;
                    shared.Stop();
                }
            }
        }
    }

    private async Task RemoveAtEndAsync(SharedSearch shared)
    {
        await shared.Running.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            _running.Remove(shared);
            shared.Dispose();
        }
    }
}
