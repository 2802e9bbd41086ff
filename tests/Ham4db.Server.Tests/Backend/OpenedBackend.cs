using Ham4db.Server.Backend;

namespace Ham4db.Server.Tests.Backend;

/// <summary>A backend database as a running server has it.</summary>
internal sealed record OpenedBackend(
    IDecidedLedger Ledger, IInventoryStore Inventory, IBackendHealth Health, SettableTime Time, Func<ValueTask> Close) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Close();
}
