namespace Ham4db.Server.Backend.MySql;

/// <summary>The statements of the last commands that this server stored, to be run again on a database that may have missed them.</summary>
internal sealed class RecentWrites
{
    // A database that is further behind than this has not been replicating: what it lacks is not the last of it.
    private const int Kept = 500;

    // Characters. They are held in memory, and written again within one lease.
    private const long MaxSize = 16_000_000;

    private readonly Lock _gate = new();
    private readonly Queue<IReadOnlyList<MySqlStatement>> _commands = new();
    private long _size;

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
            _size += SizeOf(statements);
            while (_commands.Count > Kept || (_size > MaxSize && _commands.Count > 1))
            {
                _size -= SizeOf(_commands.Dequeue());
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

    private static long SizeOf(IReadOnlyList<MySqlStatement> statements) => statements.Sum(statement => (long)statement.Size);
}
