using System.Collections.Concurrent;
using System.IO.Hashing;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Consensus;

[Collection(Alone.Name)]
public class RaftNodeTests
{
    private static InstanceKey Key(int port) => new("db", port);

    [Fact]
    public async Task Start_ThreeNodes_OneLeadsAndAllKnowItsAddress()
    {
        await using var trio = await Trio.StartAsync();

        var leader = await trio.LeaderAsync();
        await trio.AllAgreeAsync(
            node => node.Leadership.Current.LeaderUri == leader.Options.Http.Advertise && node.Leadership.Current.Term == leader.Leadership.Current.Term,
            "all nodes to know the leader's address and term");

        trio.Nodes.Count(node => node.HoldsLease).ShouldBe(1);
        (await leader.Leadership.ConfirmAsync(CancellationToken.None)).ShouldBeTrue();
        foreach (var follower in trio.Others(leader))
        {
            follower.Leadership.Current.Role.ShouldBe(NodeRole.Follower);
            follower.Leadership.LeadershipToken.IsCancellationRequested.ShouldBeTrue();
            (await follower.Leadership.ConfirmAsync(CancellationToken.None)).ShouldBeFalse();
            follower.Report.Status!.State.ShouldBe("Follower");
            follower.Report.Status.Leader.ShouldBe(leader.Report.Status!.RaftAdvertise);
            follower.Report.HealthyMembers.ShouldBeEmpty();
        }

        await Eventually.BecomesTrueAsync("all members to answer", () => leader.Report.HealthyMembers.Count == 3);
        leader.Report.Status!.Peers.Count.ShouldBe(3);
        trio.Nodes.SelectMany(node => node.Logs.Lines).ShouldAllBe(line => line.Level < LogLevel.Error);
    }

    [Fact]
    public async Task SubmitAsync_OnLeader_IsAppliedOnAllNodes()
    {
        await using var trio = await Trio.StartAsync();
        var leader = await trio.LeaderAsync();

        var result = await leader.SubmitAsync(new PutTag(Key(1), "role", "backup"));

        result.Status.ShouldBe(CommandStatus.Applied);
        result.Keys.ShouldBe([Key(1)]);
        leader.Store.Current.Tags[Key(1)]["role"].ShouldBe("backup");
        await trio.AllAgreeAsync(node => node.Store.Current.Tags.ContainsKey(Key(1)), "the tag on all nodes");
    }

    [Fact]
    public async Task SubmitAsync_OnFollower_IsRefusedWithTheLeadersAddress()
    {
        await using var trio = await Trio.StartAsync();
        var leader = await trio.LeaderAsync();
        var follower = trio.Others(leader)[0];
        await Eventually.BecomesTrueAsync("the follower to know the leader", () => follower.Leadership.Current.LeaderUri is not null);

        var refused = await Should.ThrowAsync<NotLeaderException>(async () => await follower.SubmitAsync(new RegisterInstance(Key(1))));

        refused.View.LeaderUri.ShouldBe(leader.Options.Http.Advertise);
        trio.Nodes.ShouldAllBe(node => node.Store.Current.Registered.IsEmpty);
    }

    [Fact]
    public async Task SubmitAsync_LeaderChangesBetweenRepeats_HappensOnce()
    {
        await using var trio = await Trio.StartAsync();
        var first = await trio.LeaderAsync();
        var decided = await first.SubmitAsync(new BeginDowntime(Key(1), "alice", "disk", TimeSpan.FromMinutes(5)), "one-key");
        await first.CrashAsync();

        var second = await trio.LeaderAsync();
        var repeated = await second.SubmitAsync(new BeginDowntime(Key(1), "alice", "disk", TimeSpan.FromMinutes(5)), "one-key");
        var other = await second.SubmitAsync(new EndDowntime(Key(1)), "one-key", "another digest");

        decided.IsReplay.ShouldBeFalse();
        repeated.IsReplay.ShouldBeTrue();
        repeated.Keys.ShouldBe(decided.Keys);
        other.Status.ShouldBe(CommandStatus.KeyReused);
        second.Store.Current.Downtimes.ContainsKey(Key(1)).ShouldBeTrue();
    }

    [Fact]
    public async Task SubmitAsync_TooLarge_IsRefusedAndTheLogGoesOn()
    {
        await using var trio = await Trio.StartAsync();
        var leader = await trio.LeaderAsync();

        await Should.ThrowAsync<CommandTooLargeException>(async () => await leader.SubmitAsync(new PutTag(Key(1), "big", new string('x', 300_000))));
        var next = await leader.SubmitAsync(new PutTag(Key(1), "small", "x"));

        next.Status.ShouldBe(CommandStatus.Applied);
    }

    [Fact]
    public async Task LeaderStops_AnotherLeadsInALaterTermAndTheOldOneRejoins()
    {
        await using var trio = await Trio.StartAsync();
        var first = await trio.LeaderAsync();
        var term = first.Leadership.Current.Term;
        await first.SubmitAsync(new RegisterInstance(Key(1)));
        await first.CrashAsync();

        var second = await trio.LeaderAsync();
        await second.SubmitAsync(new RegisterInstance(Key(2)));
        await first.StartAsync();

        second.Leadership.Current.Term.ShouldBeGreaterThan(term);
        await trio.AllAgreeAsync(node => node.Store.Current.Registered.SetEquals([Key(1), Key(2)]), "both registrations on all nodes");
    }

    [Fact]
    public async Task AllNodesRestart_EverythingIsKeptAndNothingRepeated()
    {
        await using var trio = await Trio.StartAsync();
        for (var i = 1; i <= 20; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i), "n", $"{i}"));
        }

        await Task.WhenAll(trio.Nodes.Select(node => node.CrashAsync()));
        await Task.WhenAll(trio.Nodes.Select(node => node.StartAsync()));
        await trio.DecideAsync(new PutTag(Key(21), "n", "21"));

        await trio.AllAgreeAsync(
            node => node.Store.Current.Tags.Count == 21 && node.Store.Current.Tags.All(tag => tag.Value["n"] == $"{tag.Key.Port}"), "all tags on all nodes");
    }

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

    [Fact]
    public async Task QuorumLost_NobodyHoldsTheLeaseAndCommandsEndSoon()
    {
        await using var trio = await Trio.StartAsync();
        var leader = await trio.LeaderAsync();
        var token = leader.Leadership.LeadershipToken;
        await Task.WhenAll(trio.Others(leader).Select(node => node.CrashAsync()));

        var failed = await Should.ThrowAsync<Exception>(async () => await leader.SubmitAsync(new RegisterInstance(Key(1))));

        (failed is NotLeaderException or CommandOutcomeUnknownException).ShouldBeTrue(failed.ToString());
        await Eventually.BecomesTrueAsync("the leader to step down", () => token.IsCancellationRequested);
        leader.HoldsLease.ShouldBeFalse();
        (await leader.Leadership.ConfirmAsync(CancellationToken.None)).ShouldBeFalse();
        await Should.ThrowAsync<NotLeaderException>(async () => await leader.SubmitAsync(new RegisterInstance(Key(1))));
    }

    [Fact]
    public async Task HoldsLease_WhileLeadersComeAndGo_NeverTwoAtOnce()
    {
        await using var trio = await Trio.StartAsync();
        using var over = new CancellationTokenSource();
        var twice = new ConcurrentBag<string>();
        var watcher = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                var holders = trio.Nodes.Where(node => Safely(() => node.HoldsLease)).ToList();
                // Looking takes time: the first must hold it still when the last was seen to.
                if (holders.Count > 1 && Safely(() => holders[0].HoldsLease))
                {
                    twice.Add(string.Join(" and ", holders.Select(node => node.Options.Http.Advertise)));
                }

                await Task.Yield();
            }
        });

        var terms = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            var leader = await trio.LeaderAsync();
            terms.Add(leader.Leadership.Current.Term);
            await leader.CrashAsync();
            await trio.LeaderAsync();
            await leader.StartAsync();
        }

        await over.CancelAsync();
        await watcher;
        twice.ShouldBeEmpty();
        terms.ShouldBeInOrder(SortDirection.Ascending);
        terms.Distinct().Count().ShouldBe(terms.Count);
    }

    [Fact]
    public async Task Stop_LogsNothingAboveInformation()
    {
        await using var trio = await Trio.StartAsync();
        var leader = await trio.LeaderAsync();

        await leader.CrashAsync();

        leader.Logs.Lines.ShouldAllBe(line => line.Level <= LogLevel.Information);
        leader.Exit.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task Start_SecondNodeOnTheSameRaftDirectory_IsRefused()
    {
        await using var trio = await Trio.StartAsync();
        var first = trio.Nodes[0];
        using var elsewhere = new TemporaryDirectory("other");
        await using var second = new TestNode(
            first.Options with { Backend = new SqliteBackendOptions { File = elsewhere.Combine("other.sqlite3") } }, new RaftTuning());

        var refused = await Should.ThrowAsync<BackendException>(second.StartAsync);

        refused.Message.ShouldContain(Trio.RaftDirectoryOf(first));
        refused.Message.ShouldContain("in use by another process");
    }

    [Fact]
    public async Task Start_DirectoryOfAGoServer_IsRefused_AndLeftAlone()
    {
        await using var trio = await Trio.StartAsync();
        var options = trio.Nodes[0].Options;
        await trio.Nodes[0].CrashAsync();
        using var theirs = new TemporaryDirectory("theirs");
        var store = theirs.Combine("raft_store.db");
        var snapshot = Path.Combine(Directory.CreateDirectory(theirs.Combine("snapshots", "2-100-1700000000000")).FullName, "state.bin");
        await File.WriteAllTextAsync(store, "entries");
        await File.WriteAllTextAsync(snapshot, "state");
        await using var node = new TestNode(
            options with { Raft = options.Raft with { DataDirectory = theirs.FullPath } }, new RaftTuning());

        var refused = await Should.ThrowAsync<BackendException>(node.StartAsync);

        refused.Message.ShouldContain($"RaftDataDir {theirs.FullPath} is that of an orchestrator or ham4db (Go) server");
        refused.Message.ShouldContain("set it to an empty directory");
        (await File.ReadAllTextAsync(store)).ShouldBe("entries");
        (await File.ReadAllTextAsync(snapshot)).ShouldBe("state");
    }

    [Fact]
    public async Task Start_BusyPort_SaysWhichSettingToChange()
    {
        await using var trio = await Trio.StartAsync();
        var first = trio.Nodes[0];
        using var elsewhere = new TemporaryDirectory("other");
        await using var second = new TestNode(
            first.Options with
            {
                Backend = new SqliteBackendOptions { File = elsewhere.Combine("other.sqlite3") },
                Raft = first.Options.Raft with { DataDirectory = elsewhere.Combine("raft") },
            },
            new RaftTuning());

        var refused = await Should.ThrowAsync<BackendException>(second.StartAsync);

        refused.Message.ShouldStartWith($"RaftBind {first.Options.Raft.Bind} cannot be listened on");
    }

    [Fact]
    public async Task Start_OwnAddressNotListed_IsRefused()
    {
        await using var trio = await Trio.StartAsync();
        var options = trio.Nodes[0].Options;
        await trio.Nodes[0].CrashAsync();
        await using var node = new TestNode(options with { Raft = options.Raft with { Nodes = options.Raft.Nodes.RemoveAt(0) } }, new RaftTuning());

        var refused = await Should.ThrowAsync<BackendException>(node.StartAsync);

        refused.Message.ShouldContain("lacks this node's own RaftAdvertise");
    }

    [Fact]
    public async Task SingleNode_LeadsAlone_KeepsEverythingThroughRestartAndDamage()
    {
        await using var trio = await Trio.StartAsync();
        await Task.WhenAll(trio.Nodes.Select(node => node.CrashAsync()));
        var options = trio.Nodes[0].Options;
        using var elsewhere = new TemporaryDirectory("single");
        await using var node = new TestNode(
            options with
            {
                Backend = new SqliteBackendOptions { File = elsewhere.Combine("single.sqlite3") },
                Raft = options.Raft with { DataDirectory = elsewhere.Combine("raft"), Nodes = [options.Raft.Advertise] },
            },
            new RaftTuning { SnapshotEntries = 4 });

        for (var round = 1; round <= 3; round++)
        {
            await node.StartAsync();
            await Eventually.BecomesTrueAsync("the lease", () => node.HoldsLease);
            for (var i = 1; i <= 5; i++)
            {
                await node.SubmitAsync(new PutTag(Key((10 * round) + i), "n", "v"));
            }

            await node.CrashAsync();
            if (round == 2)
            {
                Directory.Delete(Path.Combine(Trio.RaftDirectoryOf(node), "log"), recursive: true);
            }
        }

        await node.StartAsync();
        node.Store.Current.Tags.Count.ShouldBe(15);
    }

    [Fact]
    public async Task PeerStops_IsReportedOnceByTheLeaderAndOnceWhenItIsBack()
    {
        // A node that is elected meanwhile would report for itself.
        await using var trio = await Trio.StartAsync(configure: raft => raft with { ElectionTimeout = TimeSpan.FromSeconds(2) });
        var leader = await trio.LeaderAsync();
        var peer = trio.Others(leader)[0];
        var address = peer.Report.Status!.RaftAdvertise;
        await peer.CrashAsync();
        await Eventually.BecomesTrueAsync("the report", () => leader.Report.HealthyMembers.Count == 2 && leader.Logs.Lines.Any(line => line.Id == 4013));
        for (var i = 0; i < 30; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i + 1), "n", "v"));
        }

        await peer.StartAsync();
        await Eventually.BecomesTrueAsync("the second report", () => leader.Logs.Lines.Any(line => line.Id == 4014));

        leader.Logs.Lines.Where(line => line.Text.Contains(address) && line.Level == LogLevel.Warning).ShouldHaveSingleItem().Id.ShouldBe(4013);
    }

    private static bool Safely(Func<bool> look)
    {
        try
        {
            return look();
        }
        catch (Exception gone) when (gone is ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
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
