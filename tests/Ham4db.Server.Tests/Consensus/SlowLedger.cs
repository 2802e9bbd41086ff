using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>A ledger that takes its time, as a large state or a slow database does.</summary>
internal sealed class SlowLedger(IDecidedLedger ledger, Func<TimeSpan> restoreTakes, Func<TimeSpan> applyTakes) : IDecidedLedger
{
    public event Action<CommandEnvelope, CommandResult>? Applied
    {
        add => ledger.Applied += value;
        remove => ledger.Applied -= value;
    }

    public event Action? Replaced
    {
        add => ledger.Replaced += value;
        remove => ledger.Replaced -= value;
    }

    public DecidedState Current => ledger.Current;

    public LogPosition Position => ledger.Position;

    public (DecidedState State, LogPosition Position) Checkpoint => ledger.Checkpoint;

    public string? LogId => ledger.LogId;

    public async Task<CommandResult> ApplyAsync(LogPosition position, CommandEnvelope envelope, CancellationToken cancellationToken)
    {
        await Task.Delay(applyTakes(), cancellationToken);
        return await ledger.ApplyAsync(position, envelope, cancellationToken);
    }

    public async Task RestoreAsync(DecidedState state, LogPosition position, CancellationToken cancellationToken)
    {
        await Task.Delay(restoreTakes(), cancellationToken);
        await ledger.RestoreAsync(state, position, cancellationToken);
    }

    public Task ResetAsync(string logId, CancellationToken cancellationToken) => ledger.ResetAsync(logId, cancellationToken);

    public Task<long> AdoptAsync(string logId, CancellationToken cancellationToken) => ledger.AdoptAsync(logId, cancellationToken);
}
