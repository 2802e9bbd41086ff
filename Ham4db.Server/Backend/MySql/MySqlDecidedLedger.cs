using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend.MySql;

/// <summary>
/// The decided state of one node in a database of its own: the newest in memory, every change in one transaction with its place in the log.
/// </summary>
/// <remarks>
/// Writing the same entry again writes the same rows. A commit whose outcome is not known is therefore simply repeated.
/// </remarks>
internal sealed class MySqlDecidedLedger(MySqlDatabase database, TimeProvider time) : IDecidedLedger
{
    // Nothing is written for a node that the database does not belong to any more, whatever became of the lock that should have kept the other out.
    private const string Advance =
        "UPDATE command_log_position SET log_index = @p1, term = @p2, command_id = @p3, stamp = @p4, changed_at = @p5 WHERE anchor = 1 AND log_id <=> @p6";

    private volatile Held _held = new(DecidedState.Empty, LogPosition.Start, null);

    public event Action<CommandEnvelope, CommandResult>? Applied;

    public event Action? Replaced;

    public DecidedState Current => _held.State;

    public LogPosition Position => _held.Position;

    public (DecidedState State, LogPosition Position) Checkpoint => _held.Checkpoint;

    public string? LogId => _held.LogId;

    /// <summary>Reads what is stored; to be called once, before anything else.</summary>
    /// <exception cref="BackendException">What is stored cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.RunAsync(
                async statements =>
                {
                    var place = await MySqlPosition.ReadAsync(statements, isLocked: true);
                    if (place == MySqlPosition.None)
                    {
                        await statements.ExecuteAllAsync([place.Put(time.GetUtcNow())]);
                    }

                    return new Held(await MySqlDecidedTables.ReadAllAsync(statements), place.Position, place.LogId);
                },
                held => _held = held,
                cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException)
        {
            throw new BackendException(
                $"The backend database {database.Description} holds what cannot be read ({unreadable.Message}): restore it from a copy, or drop it and start again (under raft the node gets what was decided back from its peers).", unreadable);
        }
    }

    public async Task<CommandResult> ApplyAsync(LogPosition position, CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        var outcome = await database.RunAsync(
            async statements =>
            {
                var held = _held;
                var place = new MySqlPosition(held.LogId, position, envelope.Id);
                await AdvanceAsync(statements, place, envelope.SubmittedAt);
                var decided = Decision.Apply(held.State, envelope);
                await MySqlDecidedTables.WriteAsync(statements, decided.Rows, place.Stamp, envelope.SubmittedAt);
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
        => ReplaceAsync(state, position, () => _held.LogId, isOwned: true, cancellationToken);

    public Task ResetAsync(string logId, CancellationToken cancellationToken)
        => ReplaceAsync(DecidedState.Empty, LogPosition.Start, () => logId, isOwned: false, cancellationToken);

    public async Task<long> AdoptAsync(string logId, CancellationToken cancellationToken)
    {
        var adopted = await database.RunAsync(
            async statements =>
            {
                var stored = await MySqlPosition.ReadAsync(statements, isLocked: true);
                // Stamps count in terms: what the next one writes is later than all before.
                var next = stored with { LogId = logId, Position = stored.Position with { Term = stored.Position.Term + 1 } };
                await statements.ExecuteAllAsync([next.Put(time.GetUtcNow())]);
                return next.Position;
            },
            position => _held = _held with { LogId = logId, Position = position },
            cancellationToken);
        return adopted.Term;
    }

    private Task<Held> ReplaceAsync(DecidedState state, LogPosition position, Func<string?> logId, bool isOwned, CancellationToken cancellationToken)
        => database.RunAsync(
            async statements =>
            {
                var place = new MySqlPosition(logId(), position, Guid.Empty);
                var now = time.GetUtcNow();
                if (isOwned)
                {
                    await AdvanceAsync(statements, place, now);
                }

                // All of it: stamps of another log would win against those of this one.
                await MySqlDecidedTables.ClearAsync(statements);
                await statements.ExecuteAllAsync([MySqlPosition.Clear, place.Put(now)]);
                await MySqlDecidedTables.WriteAsync(statements, DecidedRows.Whole(state), place.Stamp, now);
                return new Held(state, position, place.LogId);
            },
            held =>
            {
                _held = held;
                Replaced?.Invoke();
            },
            cancellationToken);

    private async Task AdvanceAsync(MySqlStatements statements, MySqlPosition place, DateTimeOffset at)
    {
        var found = await statements.ExecuteAsync(
            Advance, place.Position.Index, place.Position.Term, place.CommandId.ToString("D"), place.Stamp, StoredTime.ToText(at), place.LogId);
        if (found == 0)
        {
            throw new BackendException(
                $"The backend database {database.Description} was taken over by another ham4db-server, or emptied: give each node a database of its own, then restart this one.");
        }
    }

    private sealed record Held(DecidedState State, LogPosition Position, string? LogId)
    {
        public (DecidedState State, LogPosition Position) Checkpoint => (State, Position);
    }
}
