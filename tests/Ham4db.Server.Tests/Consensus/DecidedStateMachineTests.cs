using System.Globalization;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

public sealed class DecidedStateMachineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("snapshots");
    private readonly RecordingLogs _logs = new();
    private readonly CrowdedLedger _ledger = new();

    public void Dispose()
    {
        _logs.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task OfferFreshAsync_CommandsAreAppliedMeanwhile_TheSnapshotLacksNoneUpToItsEntry()
    {
        await using var machine = Machine();
        _ = _ledger.Position;

        await machine.OfferFreshAsync();

        HoldsAllUpToItsEntry(machine.Snapshot);
    }

    [Fact]
    public async Task BeginAtDatabase_CommandsAreAppliedMeanwhile_TheSnapshotLacksNoneUpToItsEntry()
    {
        await using var machine = Machine();
        _ = _ledger.Position;

        machine.BeginAtDatabase();

        HoldsAllUpToItsEntry(machine.Snapshot);
    }

    private static void HoldsAllUpToItsEntry(object? snapshot)
    {
        var (state, position) = SnapshotDirectory.Read(snapshot.ShouldBeOfType<SnapshotFile>());

        position.Index.ShouldBeGreaterThan(0);
        state.Tags[CrowdedLedger.Key][CrowdedLedger.Tag].ShouldBe(position.Index.ToString(CultureInfo.InvariantCulture));
    }

    private DecidedStateMachine Machine()
    {
        var (tuning, exit, logger) = (new RaftTuning(), new TestNode.RecordingExit(), _logs.CreateLogger("raft"));
        return new DecidedStateMachine(
            _ledger,
            new SnapshotDirectory(_directory.FullPath, logger),
            new OriginCheck(_ledger, exit, tuning, TimeProvider.System, logger),
            tuning,
            TimeSpan.FromSeconds(1),
            exit,
            TimeProvider.System,
            logger);
    }
}
