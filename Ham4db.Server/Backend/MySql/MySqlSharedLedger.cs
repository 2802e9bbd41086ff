using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Backend.MySql;

/// <summary>
/// The decided state in a database that several servers write to. Each command locks the position row, checks the fencing token on it, reads
/// what others have decided since, and writes its own on top, in one transaction.
/// </summary>
internal sealed class MySqlSharedLedger(MySqlDatabase database) : ISharedLedger
{
    private readonly RecentWrites _recent = new();
    private volatile Held _held = new(DecidedState.Empty, MySqlPosition.None);

    public event Action<CommandEnvelope, CommandResult>? Applied;

    public event Action? Replaced;

    public DecidedState Current => _held.State;

    public async Task<CommandResult> ApplyAsync(long token, string server, CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        var written = await database.RunAsync(statements => WriteAsync(statements, token, server, envelope), written => Keep(written, envelope), cancellationToken);
        return written.Outcome.Result;
    }

    public async Task RefreshAsync(bool everything, CancellationToken cancellationToken)
    {
        // Not in turn with the commands: one that waits for a lock must not keep this server from seeing that nothing is new.
        if (!everything && await database.ReadAsync(statements => MySqlPosition.ReadAsync(statements), cancellationToken) == _held.Position)
        {
            return;
        }

        await database.RunAsync(
            async statements =>
            {
                var position = await MySqlPosition.ReadAsync(statements);
                return !everything && position == _held.Position ? _held : new Held(await ReadAllAsync(statements), position);
            },
            Take,
            cancellationToken);
    }

    public async Task ReapplyAsync(CancellationToken cancellationToken)
    {
        await ReapplyToAsync(database, cancellationToken);
        await RefreshAsync(everything: true, cancellationToken);
    }

    /// <summary>Runs the statements of the last commands once more.</summary>
    /// <exception cref="BackendException">The database did not take them.</exception>
    internal async Task ReapplyToAsync(MySqlDatabase target, CancellationToken cancellationToken)
    {
        // In turn with the commands: what was just stored has been noted by then.
        await target.RunAsync(
            async statements =>
            {
                var recent = _recent.All();
                await statements.ExecuteAllAsync(recent);
                return recent.Count;
            },
            static _ => { },
            cancellationToken);
    }

    private async Task<DecidedState> ReadAllAsync(MySqlStatements statements)
    {
        try
        {
            return await MySqlDecidedTables.ReadAllAsync(statements);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException)
        {
            throw new BackendException(
                $"The shared database {database.Description} holds what cannot be read ({unreadable.Message}): restore it from a copy, or correct the row. A server of a newer version may have written it.", unreadable);
        }
    }

    private async Task<Written> WriteAsync(MySqlStatements statements, long token, string server, CommandEnvelope envelope)
    {
        var (position, found) = await MySqlPosition.LockAsync(statements);
        if (found is not null && found != server)
        {
            // It may hold the same token without the last of what was written under it.
            throw new BackendUnreachableException(
                $"The backend database {database.Description} is now on {found}, before on {server}: nothing is written there before this server has looked at its lease.", outcomeUnknown: false);
        }

        if (position.Position.Term != token)
        {
            throw new StaleTokenException(token, position.Position.Term);
        }

        var before = position == _held.Position ? _held.State : await ReadAllAsync(statements);
        var outcome = Decision.Apply(before, envelope);
        if (outcome.Rows.Count == 0)
        {
            return new Written(before, outcome, position, []);
        }

        var next = position with { Position = position.Position with { Index = position.Position.Index + 1 }, CommandId = envelope.Id };
        List<MySqlStatement> all = [.. MySqlDecidedTables.Statements(outcome.Rows, next.Stamp, envelope.SubmittedAt), next.Put(envelope.SubmittedAt)];
        await statements.ExecuteAllAsync(all);
        return new Written(before, outcome, next, all);
    }

    private void Keep(Written written, CommandEnvelope envelope)
    {
        Take(new Held(written.Before, _held.Position));
        _held = new Held(written.Outcome.State, written.Position);
        _recent.Add(written.Statements);
        Applied?.Invoke(envelope, written.Outcome.Result);
    }

    private void Take(Held held)
    {
        var changed = !ReferenceEquals(held.State, _held.State);
        _held = held;
        if (changed)
        {
            Replaced?.Invoke();
        }
    }

    private sealed record Held(DecidedState State, MySqlPosition Position);

    private sealed record Written(DecidedState Before, DecisionOutcome Outcome, MySqlPosition Position, IReadOnlyList<MySqlStatement> Statements);
}
