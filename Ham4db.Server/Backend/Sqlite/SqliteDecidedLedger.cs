using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>The decided state of this node: the newest in memory, every change in one transaction with its place in the log.</summary>
internal sealed class SqliteDecidedLedger(SqliteDatabase database) : IDecidedLedger
{
    private const string SetPosition = "UPDATE raft_applied SET log_index = $1, term = $2 WHERE anchor = 1";

    private volatile Held _held = new(DecidedState.Empty, LogPosition.Start, null);

    public event Action<CommandEnvelope, CommandResult>? Applied;

    public event Action? Replaced;

    public DecidedState Current => _held.State;

    public LogPosition Position => _held.Position;

    public (DecidedState State, LogPosition Position) Checkpoint => _held.Checkpoint;

    public string? LogId => _held.LogId;

    /// <summary>Reads what is stored; to be called before anything else.</summary>
    /// <exception cref="DamagedFileException">What is stored cannot be read.</exception>
    /// <exception cref="BackendException">The database cannot be used.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.RunAsync(
                statements => statements.Query(
                    "SELECT log_index, term, log_id FROM raft_applied WHERE anchor = 1",
                    row => new Held(
                        DecidedTables.Read(statements), new LogPosition(row.GetInt64(0), row.GetInt64(1)), row.IsDBNull(2) ? null : row.GetString(2))).Single(),
                held => _held = held,
                cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException or InvalidOperationException)
        {
            throw new DamagedFileException(database.File, unreadable.Message.ReplaceLineEndings(" "), unreadable);
        }
    }

    public async Task<CommandResult> ApplyAsync(LogPosition position, CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        var outcome = await database.RunAsync(
            statements =>
            {
                var decided = Decision.Apply(_held.State, envelope);
                Write(statements, decided.Rows, position);
                return decided;
            },
            decided =>
            {
                _held = _held with { State = decided.State, Position = position };
                Applied?.Invoke(envelope, decided.Result);
            },
            cancellationToken);
        return outcome.Result;
    }

    public Task RestoreAsync(DecidedState state, LogPosition position, CancellationToken cancellationToken)
        => ReplaceAsync(state, position, _held.LogId, cancellationToken);

    public Task ResetAsync(string logId, CancellationToken cancellationToken)
        => ReplaceAsync(DecidedState.Empty, LogPosition.Start, logId, cancellationToken);

    public Task<long> AdoptAsync(string logId, CancellationToken cancellationToken)
        => database.RunAsync(
            statements =>
            {
                statements.Execute(
                    "UPDATE raft_applied SET log_id = $1, own_term = max(own_term, $2) + 1 WHERE anchor = 1", logId, _held.Position.Term);
                return statements.Query("SELECT own_term FROM raft_applied WHERE anchor = 1", row => row.GetInt64(0)).Single();
            },
            _ => _held = _held with { LogId = logId },
            cancellationToken);

    private Task<Held> ReplaceAsync(DecidedState state, LogPosition position, string? logId, CancellationToken cancellationToken)
        => database.RunAsync(
            statements =>
            {
                DecidedTables.Clear(statements);
                Write(statements, DecidedRows.Whole(state), position);
                statements.Execute("UPDATE raft_applied SET log_id = $1 WHERE anchor = 1", logId);
                return new Held(state, position, logId);
            },
            held =>
            {
                _held = held;
                Replaced?.Invoke();
            },
            cancellationToken);

    private static void Write(StatementCache statements, IEnumerable<RowChange> rows, LogPosition position)
    {
        foreach (var row in rows)
        {
            DecidedTables.Write(statements, row);
        }

        statements.Execute(SetPosition, position.Index, position.Term);
    }

    private sealed record Held(DecidedState State, LogPosition Position, string? LogId)
    {
        public (DecidedState State, LogPosition Position) Checkpoint => (State, Position);
    }
}
