namespace Ham4db.Server.Tests.Consensus.SharedBackend;

/// <summary>
/// Runs what is awaited on the thread that asks for it, one piece at a time and in an order drawn from a seed: what runs beside what is the
/// test's choice, and a failure can be run again.
/// </summary>
internal sealed class OneThread : SynchronizationContext, IDisposable
{
    private readonly Random _random;
    private readonly SynchronizationContext? _before = Current;
    private readonly List<(SendOrPostCallback Run, object? State)> _ready = [];

    public OneThread(Random random)
    {
        _random = random;
        SetSynchronizationContext(this);
    }

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Runs up to <paramref name="count"/> pieces, and <paramref name="after"/> behind each.</summary>
    public void Run(int count, Action? after = null)
    {
        for (; count > 0 && _ready.Count > 0; count--)
        {
            var next = _random.Next(_ready.Count);
            var (run, state) = _ready[next];
            _ready.RemoveAt(next);
            run(state);
            after?.Invoke();
        }
    }

    public void Dispose() => SetSynchronizationContext(_before);
}
