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

    public async Task<CommandResult> ApplyAsync(long token, CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        var written = await database.RunAsync(statements => WriteAsync(statements, token, envelope), written => Keep(written, envelope), cancellationToken);
        return written.Outcome.Result;
    }

    public Task RefreshAsync(bool everything, CancellationToken cancellationToken)
        => database.RunAsync(
            async statements =>
            {
                var position = await MySqlPosition.ReadAsync(statements);
                return !everything && position == _held.Position ? _held : new Held(await MySqlDecidedTables.ReadAllAsync(statements), position);
            },
            Take,
            cancellationToken);

    public async Task ReapplyAsync(CancellationToken cancellationToken)
    {
        await ReapplyToAsync(database, cancellationToken);
        await RefreshAsync(everything: true, cancellationToken);
    }

    /// <summary>Runs the statements of the last commands once more.</summary>
    /// <exception cref="BackendException">The database did not take them.</exception>
    internal async Task ReapplyToAsync(MySqlDatabase target, CancellationToken cancellationToken)
    {
        if (_recent.All() is { Count: > 0 } recent)
        {
            await target.RunAsync(
                async statements =>
                {
                    await statements.ExecuteAllAsync(recent);
                    return recent.Count;
                },
                cancellationToken);
        }
    }

    private async Task<Written> WriteAsync(MySqlStatements statements, long token, CommandEnvelope envelope)
    {
        var position = await MySqlPosition.ReadAsync(statements, isLocked: true);
        if (position.Position.Term != token)
        {
            throw new StaleTokenException(token, position.Position.Term);
        }

        var before = position == _held.Position ? _held.State : await MySqlDecidedTables.ReadAllAsync(statements);
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
