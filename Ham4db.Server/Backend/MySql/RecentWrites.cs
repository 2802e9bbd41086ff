namespace Ham4db.Server.Backend.MySql;

/// <summary>The statements of the last commands that this server stored, to be run again on a database that may have missed them.</summary>
internal sealed class RecentWrites
{
    // A database that is further behind than this has not been replicating: what it lacks is not the last of it.
    private const int Kept = 500;

    private readonly Lock _gate = new();
    private readonly Queue<IReadOnlyList<MySqlStatement>> _commands = new();

    /// <summary>Adds the statements of one command.</summary>
    public void Add(IReadOnlyList<MySqlStatement> statements)
    {
        if (statements.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _commands.Enqueue(statements);
            if (_commands.Count > Kept)
            {
                _commands.Dequeue();
            }
        }
    }

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyList<MySqlStatement> All()
    {
        lock (_gate)
        {
            return [.. _commands.SelectMany(command => command)];
        }
    }
}
