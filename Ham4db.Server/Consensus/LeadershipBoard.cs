namespace Ham4db.Server.Consensus;

/// <summary>The newest <see cref="LeadershipView"/>, and a way to wait for the next one.</summary>
internal sealed class LeadershipBoard(LeadershipView first)
{
    private readonly Lock _gate = new();
    private LeadershipView _current = first;
    private TaskCompletionSource _changed = New();

    public LeadershipView Current => Volatile.Read(ref _current);

    /// <summary>Shows <paramref name="view"/> from now on; does nothing when it equals what is shown.</summary>
    /// <returns>Whether it was new.</returns>
    public bool Show(LeadershipView view)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (view == _current)
            {
                return false;
            }

            Volatile.Write(ref _current, view);
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
        return true;
    }

    public async Task<LeadershipView> WaitForChangeAsync(LeadershipView known, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_current != known)
                {
                    return _current;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
