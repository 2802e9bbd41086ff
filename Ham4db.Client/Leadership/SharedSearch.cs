namespace Ham4db.Client.Leadership;

/// <summary>A search that many callers wait for; it ends with the last of them.</summary>
internal sealed class SharedSearch(LeaderSearch search) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public LeaderSearch Search { get; } = search;

    /// <summary>The search's own end, after its last answer.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>How many wait. Guarded by the locator's gate.</summary>
    public int Waiters { get; set; }

    /// <summary>Begins to ask, on the thread pool: the caller holds a lock, and a transport may answer on the spot.</summary>
    public void Start() => Running = Task.Run(() => Search.RunAsync(_stop.Token));

    /// <summary>Ends the search. Its end is <see cref="Running"/>.</summary>
    public void Stop() => _ = _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();
}
