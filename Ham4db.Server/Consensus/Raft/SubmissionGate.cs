namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Counts the commands that are under way, and keeps new ones out while leadership is handed over: who is refused here is told that nothing
/// was done, and goes to the next leader; who is inside is seen to the end first. So nobody is left with an outcome that is not known.
/// </summary>
internal sealed class SubmissionGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _emptied;
    private int _inside;

    /// <summary>Lets a command in.</summary>
    /// <returns>False while closed; then <see cref="Leave"/> is not to be called.</returns>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_emptied is not null)
            {
                return false;
            }

            _inside++;
            return true;
        }
    }

    /// <summary>A command that was let in has its outcome.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (--_inside == 0)
            {
                _emptied?.TrySetResult();
            }
        }
    }

    /// <summary>Keeps new commands out from now on.</summary>
    /// <returns>Ends when none is inside any more.</returns>
    public Task Close()
    {
        lock (_lock)
        {
            _emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_inside == 0)
            {
                _emptied.TrySetResult();
            }

            return _emptied.Task;
        }
    }

    /// <summary>Lets commands in again.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _emptied?.TrySetCanceled();
            _emptied = null;
        }
    }
}
