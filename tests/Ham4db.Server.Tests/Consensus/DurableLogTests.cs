using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

public sealed class DurableLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("raft-log");
    private readonly RecordingLogs _logs = new();

    public void Dispose()
    {
        _logs.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task AppendAsync_OlderRequestArrivesLate_CutsOffNothingThatWasAcknowledged()
    {
        await using var opened = await OpenAsync();
        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 1, 1, 1));

        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 1));
        await opened.TakeAsync(startIndex: 4, new Sent(1));

        (await opened.TermsAsync()).ShouldBe([1, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task AppendAsync_PartOfItIsHeld_AddsTheRest()
    {
        await using var opened = await OpenAsync();
        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 1));

        await opened.TakeAsync(startIndex: 2, new Sent(1, 1, 2, 2));

        (await opened.TermsAsync()).ShouldBe([1, 1, 1, 2, 2]);
    }

    [Fact]
    public async Task AppendAsync_ALaterLeaderHasOtherEntries_TheyReplaceWhatWasNotCommitted()
    {
        await using var opened = await OpenAsync();
        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 1, 1, 1));

        await opened.TakeAsync(startIndex: 2, new Sent(1, 2));

        (await opened.TermsAsync()).ShouldBe([1, 1, 2]);
    }

    [Fact]
    public async Task AppendAsync_TouchesCommittedEntries_TheyStay()
    {
        await using var opened = await OpenAsync();
        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 1));
        await opened.Log.CommitAsync(2);

        await opened.TakeAsync(startIndex: 1, new Sent(1, 1));
        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 2, 2));

        (await opened.TermsAsync()).ShouldBe([1, 1, 2, 2]);
    }

    [Fact]
    public async Task AppendAsync_LeaderFallsSilentInTheMiddle_TakesNothing()
    {
        await using var opened = await OpenAsync();
        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 1, 1, 1));

        await Should.ThrowAsync<IOException>(() => opened.TakeAsync(startIndex: 2, new Sent(2, 2, 2) { FailsAfter = 2 }));

        (await opened.TermsAsync()).ShouldBe([1, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task AppendAsync_AfterALeaderFellSilent_WhatIsAcknowledgedIsOnDisk()
    {
        await using var opened = await OpenAsync();
        await opened.TakeAsync(startIndex: 1, new Sent(1, 1, 1, 1, 1));
        await Should.ThrowAsync<IOException>(() => opened.TakeAsync(startIndex: 2, new Sent(2, 2, 2) { FailsAfter = 2 }));
        await opened.TakeAsync(startIndex: 4, new Sent(3, 3));

        // What a process that is killed now leaves behind.
        using var left = new TemporaryDirectory("raft-log-left");
        foreach (var file in Directory.EnumerateFiles(_directory.FullPath, "*", SearchOption.AllDirectories))
        {
            var copy = left.Combine(Path.GetRelativePath(_directory.FullPath, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await using var again = await OpenAsync(left.FullPath);
        (await again.TermsAsync()).ShouldBe([1, 1, 1, 3, 3]);
    }

    private async Task<Opened> OpenAsync(string? directory = null)
    {
        var home = directory ?? _directory.FullPath;
        var (tuning, exit, ledger, logger) = (new RaftTuning(), new TestNode.RecordingExit(), new CrowdedLedger(), _logs.CreateLogger("raft"));
        var origin = new OriginCheck(ledger, exit, tuning, TimeProvider.System, logger);
        var machine = new DecidedStateMachine(
            ledger, new SnapshotDirectory(Path.Combine(home, "snapshots"), logger), origin, tuning, TimeSpan.FromSeconds(1), exit, TimeProvider.System, logger);
        var log = new DurableLog(Path.Combine(home, "log"), machine, origin);
        await log.InitializeAsync();
        return new Opened(log, machine);
    }

    private sealed record Opened(DurableLog Log, DecidedStateMachine Machine) : IAsyncDisposable
    {
        /// <summary>Takes entries as a follower does.</summary>
        public async Task TakeAsync(long startIndex, Sent sent)
            => await ((IAuditTrail<IRaftLogEntry>)Log).AppendAsync(sent, startIndex, skipCommitted: true, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        public async Task<IEnumerable<long>> TermsAsync()
        {
            using var entries = await Log.ReadAsync(1, Log.LastEntryIndex);
            return [.. entries.Select(entry => entry.Term)];
        }

        public async ValueTask DisposeAsync()
        {
            await Log.DisposeAsync();
            await Machine.DisposeAsync();
        }
    }

    /// <summary>What a leader sends: empty entries of these terms.</summary>
    private sealed class Sent(params long[] terms) : ILogEntryProducer<EmptyLogEntry>
    {
        private int _position = -1;

        /// <summary>After how many entries the connection ends.</summary>
        public int FailsAfter { get; init; } = int.MaxValue;

        public EmptyLogEntry Current => new() { Term = terms[_position] };

        public long RemainingCount => terms.Length - 1 - _position;

        public ValueTask<bool> MoveNextAsync() => ++_position == FailsAfter
            ? ValueTask.FromException<bool>(new IOException("The connection ended."))
            : ValueTask.FromResult(_position < terms.Length);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
