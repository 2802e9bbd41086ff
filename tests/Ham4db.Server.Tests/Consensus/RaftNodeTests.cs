using System.Collections.Concurrent;
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
}
