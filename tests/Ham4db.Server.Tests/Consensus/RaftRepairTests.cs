using System.IO.Hashing;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>A node that has lost some or all of what it had stored, and what it makes of the rest.</summary>
[Collection(Alone.Name)]
public class RaftRepairTests
{
    private static InstanceKey Key(int port) => new("db", port);

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(5_000, false)]
    [InlineData(10, true)]
    [InlineData(10, false)]
    public async Task NodeEmptied_RejoinsByItself(int snapshotEntries, bool databaseToo)
    {
        await using var trio = await Trio.StartAsync(new RaftTuning { SnapshotEntries = snapshotEntries });
        for (var i = 1; i <= 35; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i), "n", $"{i}"));
        }

        var emptied = trio.Others(await trio.LeaderAsync())[0];
        await emptied.CrashAsync();
        Directory.Delete(Trio.RaftDirectoryOf(emptied), recursive: true);
        if (databaseToo)
        {
            Delete(((SqliteBackendOptions)emptied.Options.Backend).File);
        }

        await trio.DecideAsync(new DeleteTag(Key(1), "n", null));
        await emptied.StartAsync();
        await trio.DecideAsync(new PutTag(Key(36), "n", "36"));

        await trio.AllAgreeAsync(
            node => node.Store.Current.Tags.Count == 35 && !node.Store.Current.Tags.ContainsKey(Key(1)), "the same tags on all nodes");
        emptied.Logs.Lines.Any(line => line.Id == 4021).ShouldBe(snapshotEntries == 10);
        trio.Nodes.ShouldAllBe(node => node.Exit.Reason == null);
    }

    [Fact]
    public async Task NodeEmptied_ItsDatabaseTakesLongerThanARequestToTakeTheSnapshot_RejoinsByItself()
    {
        // A request lasts 105 milliseconds here; a leader that is not answered within that sends the snapshot again.
        await using var trio = await Trio.StartAsync(new RaftTuning { SnapshotEntries = 10 });
        for (var i = 1; i <= 35; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i), "n", $"{i}"));
        }

        var emptied = trio.Others(await trio.LeaderAsync())[0];
        await emptied.CrashAsync();
        Directory.Delete(Trio.RaftDirectoryOf(emptied), recursive: true);
        Delete(((SqliteBackendOptions)emptied.Options.Backend).File);
        emptied.RestoreTakes = TimeSpan.FromSeconds(3);
        await trio.DecideAsync(new DeleteTag(Key(1), "n", null));
        await emptied.StartAsync();

        await Eventually.BecomesTrueAsync(
            "the same tags on all nodes", () => trio.Nodes.All(node => node.Store.Current.Tags.Count == 34), TimeSpan.FromSeconds(60));
        await trio.DecideAsync(new PutTag(Key(36), "n", "36"));
        await Eventually.BecomesTrueAsync(
            "what came later, too", () => trio.Nodes.All(node => node.Store.Current.Tags.ContainsKey(Key(36))), TimeSpan.FromSeconds(60));
        trio.Nodes.ShouldAllBe(node => node.Exit.Reason == null);
    }

    [Fact]
    public async Task NodeEmptied_TheLogIsLong_RejoinsByItself()
    {
        // All of it is sent in one request, which lasts 105 milliseconds here.
        await using var trio = await Trio.StartAsync(new RaftTuning { SnapshotEntries = 10_000, SnapshotBytes = long.MaxValue, StuckAfter = TimeSpan.FromSeconds(9) });
        for (var i = 1; i <= 250; i++)
        {
            await trio.DecideAsync(new PutTag(Key(1), "n", new string((char)('a' + (i % 26)), 200 * 1024)));
        }

        var emptied = trio.Others(await trio.LeaderAsync())[0];
        await emptied.CrashAsync();
        Directory.Delete(Trio.RaftDirectoryOf(emptied), recursive: true);
        Delete(((SqliteBackendOptions)emptied.Options.Backend).File);
        await emptied.StartAsync();
        await trio.DecideAsync(new PutTag(Key(2), "n", "1"));

        await Eventually.BecomesTrueAsync(
            "the same tags on all nodes", () => trio.Nodes.All(node => node.Store.Current.Tags.Count == 2), TimeSpan.FromSeconds(60));
        emptied.Exit.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task NodeReturns_ItsDatabaseIsSlow_IsNotTakenForStuckWhileItCatchesUp()
    {
        await using var trio = await Trio.StartAsync(new RaftTuning { StuckAfter = TimeSpan.FromSeconds(4) });
        var slow = trio.Others(await trio.LeaderAsync())[0];
        await slow.CrashAsync();
        for (var i = 1; i <= 100; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i), "n", $"{i}"));
        }

        slow.ApplyTakes = TimeSpan.FromMilliseconds(60);
        await slow.StartAsync();

        await Eventually.BecomesTrueAsync("all tags", () => slow.Store.Current.Tags.Count == 100, TimeSpan.FromSeconds(60));
        slow.Exit.Reason.ShouldBeNull();
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(10)]
    public async Task DatabaseEmptied_IsFilledAgain(int snapshotEntries)
    {
        await using var trio = await Trio.StartAsync(new RaftTuning { SnapshotEntries = snapshotEntries });
        for (var i = 1; i <= 35; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i), "n", $"{i}"));
        }

        var emptied = trio.Others(await trio.LeaderAsync())[0];
        await emptied.CrashAsync();
        Delete(((SqliteBackendOptions)emptied.Options.Backend).File);
        await emptied.StartAsync();

        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 35, "the same tags on all nodes");
    }

    [Theory]
    [InlineData(5_000, false)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    public async Task DatabaseDamaged_IsKeptAsideAndFilledAgain(int snapshotEntries, bool snapshotsLost)
    {
        await using var trio = await Trio.StartAsync(new RaftTuning { SnapshotEntries = snapshotEntries });
        for (var i = 1; i <= 45; i++)
        {
            // Large ones, so that the log is cut behind a snapshot.
            await trio.DecideAsync(new PutTag(Key(i), "n", new string('v', 64 * 1024)));
        }

        var damaged = trio.Others(await trio.LeaderAsync())[0];
        var firstPage = Path.Combine(Trio.RaftDirectoryOf(damaged), "log", "data", "0");
        await Eventually.BecomesTrueAsync("the log to be cut, or not", () => File.Exists(firstPage) == (snapshotEntries > 45));
        await damaged.CrashAsync();
        var file = ((SqliteBackendOptions)damaged.Options.Backend).File;
        Spoil(file);
        if (snapshotsLost)
        {
            Directory.Delete(Path.Combine(Trio.RaftDirectoryOf(damaged), "snapshots"), recursive: true);
        }

        await damaged.StartAsync();
        await trio.DecideAsync(new PutTag(Key(46), "n", "46"));

        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 46, "the same tags on all nodes");
        damaged.Logs.Lines.ShouldContain(line => line.Id == 5006);
        damaged.Logs.Lines.Any(line => line.Id == 4018).ShouldBe(snapshotsLost);
        Directory.GetFiles(Path.GetDirectoryName(file)!, "*.damaged-*").ShouldNotBeEmpty();
        trio.Nodes.ShouldAllBe(node => node.Exit.Reason == null);
    }

    [Fact]
    public async Task SnapshotOfANewerServer_StopsTheStart_AndIsLeftAlone()
    {
        await using var trio = await Trio.StartAsync();
        await trio.DecideAsync(new PutTag(Key(1), "n", "1"));
        var node = trio.Others(await trio.LeaderAsync())[0];
        await Eventually.BecomesTrueAsync("the tag", () => node.Store.Current.Tags.Count == 1);
        await node.Control.SnapshotAsync(CancellationToken.None);
        await node.CrashAsync();
        var snapshot = Directory.GetFiles(Path.Combine(Trio.RaftDirectoryOf(node), "snapshots")).Single();
        var good = await File.ReadAllBytesAsync(snapshot);
        var newer = good.ToArray();
        newer[8]++;
        Crc32.Hash(newer.AsSpan(..^4), newer.AsSpan(^4..));
        await File.WriteAllBytesAsync(snapshot, newer);

        var refused = await Should.ThrowAsync<BackendException>(node.StartAsync);

        refused.Message.ShouldContain(snapshot);
        refused.Message.ShouldContain("run the version that wrote it");
        (await File.ReadAllBytesAsync(snapshot)).ShouldBe(newer);
        await File.WriteAllBytesAsync(snapshot, good);
        await node.StartAsync();
        await trio.DecideAsync(new PutTag(Key(2), "n", "2"));
        await trio.AllAgreeAsync(each => each.Store.Current.Tags.Count == 2, "the same tags on all nodes");
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("data")]
    public async Task LogDamaged_IsMovedAsideAndTheNodeGoesOn(string part)
    {
        await using var trio = await Trio.StartAsync();
        for (var i = 1; i <= 20; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i), "n", $"{i}"));
        }

        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 20, "all tags on all nodes");
        var damaged = trio.Others(await trio.LeaderAsync())[0];
        await damaged.CrashAsync();
        var page = Directory.GetFiles(Path.Combine(Trio.RaftDirectoryOf(damaged), "log", part))[0];
        var bytes = await File.ReadAllBytesAsync(page);
        bytes.AsSpan(40, 200).Fill(0x5a);
        await File.WriteAllBytesAsync(page, bytes);

        await damaged.StartAsync();
        await trio.DecideAsync(new PutTag(Key(21), "n", "21"));

        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 21, "the same tags on all nodes");
        damaged.Logs.Lines.ShouldContain(line => line.Id == 4018);
        Directory.GetDirectories(Trio.RaftDirectoryOf(damaged), "log.damaged-*").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task VoteLost_LogDamagedOrNot_NodeAbstainsInTheTermsOfItsPastAndTheClusterGoesOn(bool logDamagedToo)
    {
        await using var trio = await Trio.StartAsync();
        await trio.DecideAsync(new PutTag(Key(1), "n", "1"));
        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 1, "the tag on all nodes");
        var node = trio.Others(await trio.LeaderAsync())[0];
        var term = node.Report.Status!.Term;
        await node.CrashAsync();
        var log = Path.Combine(Trio.RaftDirectoryOf(node), "log");
        await File.WriteAllBytesAsync(Path.Combine(log, "state"), []);
        if (logDamagedToo)
        {
            var page = Directory.GetFiles(Path.Combine(log, "data"))[0];
            await File.WriteAllBytesAsync(page, new byte[new FileInfo(page).Length]);
        }

        await node.StartAsync();
        await trio.DecideAsync(new PutTag(Key(2), "n", "2"));

        await trio.AllAgreeAsync(each => each.Store.Current.Tags.Count == 2, "the same tags on all nodes");
        node.Logs.Lines.ShouldContain(line => line.Id == 4045);
        await trio.AllAgreeAsync(each => each.Report.Status!.Term > term + 1, "a term in which it had not voted");
        trio.Nodes.ShouldAllBe(each => each.Exit.Reason == null);

        // What it holds now is good: the next start finds nothing.
        await node.CrashAsync();
        await node.StartAsync();
        node.Logs.Lines.Count(line => line.Id == 4045).ShouldBe(1);
    }

    private static void Delete(string sqliteFile)
    {
        foreach (var file in new[] { sqliteFile, sqliteFile + "-wal", sqliteFile + "-shm" })
        {
            File.Delete(file);
        }
    }

    // As a disk does: in the middle of the file, with nothing of it left in the log of changes that are to be written back.
    private static void Spoil(string sqliteFile)
    {
        File.Delete(sqliteFile + "-wal");
        var bytes = File.ReadAllBytes(sqliteFile);
        bytes.AsSpan(bytes.Length / 2).Fill(0x5a);
        File.WriteAllBytes(sqliteFile, bytes);
    }
}
