using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Server.Tests.Api;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

[Collection(Alone.Name)]
public class MembershipTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly RaftTuning Quick = new()
    {
        SnapshotEntries = 20,
        HealthInterval = TimeSpan.FromMilliseconds(300),
        AskIfRemovedAfter = TimeSpan.FromSeconds(1),
        RemovalGrace = TimeSpan.Zero,
    };

    [Fact]
    public async Task NewNode_KnowsOneFollower_JoinsCatchesUpAndCounts()
    {
        await using var trio = await StartAsync();
        for (var i = 1; i <= 60; i++)
        {
            await trio.DecideAsync(new PutTag(Key(i), "n", "1"));
        }

        var leader = await trio.LeaderAsync();
        var fourth = trio.Further(trio.Others(leader)[0]);
        await fourth.StartAsync();

        await Eventually.BecomesTrueAsync("the new node to have it all", () => fourth.Store.Current.Tags.Count == 60);
        await trio.AllAgreeAsync(node => node.Report.Status!.Peers.Count == 4 && node.Report.Status.Peers.Contains(fourth.Address), "all to know it");
        fourth.Leadership.Current.Role.ShouldBe(NodeRole.Follower);

        // Two of four are no majority: with the new one it is three.
        await trio.Others(leader).First(node => node != fourth).CrashAsync();
        await trio.DecideAsync(new PutTag(Key(61), "n", "1"));
        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 61, "the majority to go on");

        await fourth.CrashAsync();
        await fourth.StartAsync();
        await Eventually.BecomesTrueAsync("it to be a member still", () => fourth.Report.Status!.Peers.Count == 4 && fourth.Leadership.Current.HasLeader);
    }

    [Fact]
    public async Task Remove_AFollower_TheRestGoesOnAndTheRemovedNodeEndsAndStaysOut()
    {
        await using var trio = await StartAsync();
        var leader = await trio.LeaderAsync();
        var leaving = trio.Others(leader)[0];
        await Eventually.BecomesTrueAsync("all to report", () => leader.Report.HealthyMembers.Count == 3);

        var named = await leader.Control.RemovePeerAsync(leaving.Address, None);

        named.ShouldBe(leaving.Address);
        leader.Report.Status!.Peers.ShouldBe([.. trio.Nodes.Except([leaving]).Select(node => node.Address).Order(StringComparer.Ordinal)]);
        await trio.DecideAsync(new PutTag(Key(1), "n", "1"));
        await Eventually.BecomesTrueAsync("the removed node to notice", () => leaving.Exit.Reason is not null);
        leaving.Exit.Reason!.ShouldContain("was removed from the raft cluster");
        leaving.HoldsLease.ShouldBeFalse();

        await leaving.CrashAsync();
        var refused = await Should.ThrowAsync<BackendException>(leaving.StartAsync);
        refused.Message.ShouldContain("empty RaftDataDir");
    }

    [Fact]
    public async Task Remove_WhileTheNodeIsDown_ItNoticesWhenItComesBack()
    {
        await using var trio = await StartAsync();
        var leader = await trio.LeaderAsync();
        var leaving = trio.Others(leader)[0];
        await Eventually.BecomesTrueAsync("all to report", () => leader.Report.HealthyMembers.Count == 3);
        await leaving.CrashAsync();

        await leader.Control.RemovePeerAsync(leaving.Address, None);
        await leaving.StartAsync();

        await Eventually.BecomesTrueAsync("it to notice", () => leaving.Exit.Reason is not null);
        leaving.Leadership.Current.Role.ShouldNotBe(NodeRole.Leader);
    }

    [Fact]
    public async Task Remove_TheLeader_ItYieldsFirstAndTheNextLeaderRemovesIt()
    {
        await using var trio = await StartAsync();
        var leader = await trio.LeaderAsync();

        await Should.ThrowAsync<NotLeaderException>(() => leader.Control.RemovePeerAsync(leader.Address, None));
        var next = await trio.LeaderAsync();
        await next.Control.RemovePeerAsync(leader.Address, None);

        next.ShouldNotBe(leader);
        await Eventually.BecomesTrueAsync("two members", () => next.Report.Status!.Peers.Count == 2);
        await trio.DecideAsync(new PutTag(Key(1), "n", "1"));
        await Eventually.BecomesTrueAsync("the old leader to notice", () => leader.Exit.Reason is not null);
    }

    [Fact]
    public async Task Restart_AfterChanges_TheKeptMembersCountAndTheDifferenceIsNamed()
    {
        await using var trio = await StartAsync();
        var leader = await trio.LeaderAsync();
        var leaving = trio.Others(leader)[0];
        await leader.Control.RemovePeerAsync(leaving.Address, None);
        await leaving.CrashAsync();
        var staying = trio.Nodes.Except([leaving]).ToList();
        await Eventually.BecomesTrueAsync("both to know", () => staying.All(node => node.Report.Status!.Peers.Count == 2));

        await Task.WhenAll(staying.Select(node => node.CrashAsync()));
        await Task.WhenAll(staying.Select(node => node.StartAsync()));

        await trio.DecideAsync(new PutTag(Key(1), "n", "1"));
        staying.ShouldAllBe(node => node.Report.Status!.Peers.Count == 2);
        staying.ShouldAllBe(node => node.Logs.Lines.Any(line => line.Text.StartsWith("RaftNodes is ") && line.Text.Contains(leaving.Address)));
    }

    [Fact]
    public async Task Change_ThatMakesNoSense_IsRefusedAndChangesNothing()
    {
        await using var trio = await StartAsync();
        var leader = await trio.LeaderAsync();
        var (down, other) = (trio.Others(leader)[0], trio.Others(leader)[1]);
        var unused = $"127.0.0.1:{FreePort.Next()}";

        var malformed = await RefusedAsync(() => leader.Control.AddPeerAsync("10.0.0.1:99999", null, None));
        var everyAddress = await RefusedAsync(() => leader.Control.AddPeerAsync("0.0.0.0:10008", null, None));
        var unreachable = await RefusedAsync(() => leader.Control.AddPeerAsync(unused, null, None));
        await using var noRaft = await ApiNode.StartAsync();
        var noNode = await RefusedAsync(() => leader.Control.AddPeerAsync(noRaft.Address.Authority, null, None));
        var misspelt = await RefusedAsync(() => leader.Control.AddPeerAsync(other.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), null, None));
        var foreign = await RefusedAsync(() => leader.Control.AddPeerAsync(unused, "another", None));
        var unknown = await RefusedAsync(() => leader.Control.RemovePeerAsync(unused, None));
        var again = await leader.Control.AddPeerAsync(other.Address, null, None);
        await Should.ThrowAsync<NotLeaderException>(() => other.Control.AddPeerAsync(unused, null, None));

        malformed.Refusal.ShouldBe(ControlRefusal.BadArgument);
        everyAddress.Refusal.ShouldBe(ControlRefusal.BadArgument);
        unknown.Refusal.ShouldBe(ControlRefusal.BadArgument);
        (noNode.Refusal, noNode.Message.Contains($"{noRaft.Address.Authority} takes connections but did not take the log")).ShouldBe((ControlRefusal.Conflict, true));
        unreachable.Refusal.ShouldBe(ControlRefusal.Conflict);
        (misspelt.Refusal, misspelt.Message.Contains(other.Address)).ShouldBe((ControlRefusal.Conflict, true));
        (foreign.Refusal, foreign.Message.Contains("another cluster")).ShouldBe((ControlRefusal.Conflict, true));
        again.ShouldBe(other.Address);
        leader.Report.Status!.Peers.Count.ShouldBe(3);

        await down.CrashAsync();
        await Eventually.BecomesTrueAsync(
            "the silence to be noticed, and the removal of the other to be refused",
            () => leader.Logs.Lines.Any(line => line.Text.Contains($"{down.Address} does not answer")));
        var stranding = await RefusedAsync(() => leader.Control.RemovePeerAsync(other.Address, None));
        stranding.Message.ShouldContain("no majority");
    }

    [Fact]
    public async Task HealthReports_EveryMember_ReportsAndContradictionsAreNamed()
    {
        await using var trio = await StartAsync();
        var leader = await trio.LeaderAsync();

        await Eventually.BecomesTrueAsync("all to report", () => leader.Report.HealthyMembers.Count == 3);
        leader.Report.HealthyMembers.ShouldBe([.. trio.Nodes.Select(node => node.Address).Order(StringComparer.Ordinal)]);
        var gone = trio.Others(leader)[0];
        await gone.CrashAsync();
        await Eventually.BecomesTrueAsync("the silent one to be missed", () => leader.Report.HealthyMembers.Count == 2);
        Should.Throw<ControlRefusedException>(() => leader.Control.ReportHealth(new PeerHealth("guess", "a:1", "a:1", null)))
            .Message.ShouldBe("Raft health report: unknown token guess");

        var odd = new TestNode(gone.Options with { Raft = gone.Options.Raft with { Nodes = [gone.Options.Raft.Advertise] } }, Quick) { Network = trio.Network };
        await using (odd)
        {
            await odd.StartAsync();
            await Eventually.BecomesTrueAsync("the difference to be named", () => leader.Logs.Lines.Any(line => line.Text.Contains($"{gone.Address} has RaftNodes {gone.Address}")));
            leader.Logs.Lines.Count(line => line.Text.Contains("contradict")).ShouldBe(1);
            leader.Report.Status!.Contradictions!.Single().ShouldContain(gone.Address);
        }
    }

    [Theory]
    [InlineData(5, 40)]
    [InlineData(40, 5)]
    [InlineData(5, 200)]
    [InlineData(200, 5)]
    public async Task ForeignNode_WithTheFilesOfAnotherCluster_EndsInsteadOfMixing_AndTheOthersGoOn(int theirs, int ours)
    {
        var starts = new[] { StartAsync(), StartAsync() };
        await using var one = await starts[0];
        await using var two = await starts[1];
        var replaced = one.Others(await one.LeaderAsync())[0];
        var stranger = two.Others(await two.LeaderAsync())[0];
        await replaced.CrashAsync();
        await Task.WhenAll(TagAsync(one, "ours", ours), TagAsync(two, "theirs", theirs));
        await Eventually.BecomesTrueAsync("the stranger to have it all", () => stranger.Store.Current.Tags.Count == theirs);
        await stranger.CrashAsync();
        replaced.TakeFilesOf(stranger);

        await replaced.StartAsync();

        await Eventually.BecomesTrueAsync("it to notice", () => replaced.Exit.Reason is not null);
        replaced.Exit.Reason!.ShouldContain("mixes two clusters");
        replaced.Store.Current.Tags.Keys.ShouldAllBe(key => key.Hostname == "theirs");
        replaced.Store.Current.Tags.Count.ShouldBe(theirs);
        await replaced.CrashAsync();
        await one.DecideAsync(new PutTag(Key(1), "later", "1"));
        await one.AllAgreeAsync(node => node.Store.Current.Tags.Count == ours + 1, "the others to go on with what is theirs");
        one.Running.ShouldAllBe(node => node.Exit.Reason == null && node.Store.Current.Tags.Keys.All(key => key.Hostname != "theirs"));
    }

    [Fact]
    public async Task Snapshot_Asked_IsWrittenNow()
    {
        await using var trio = await StartAsync();
        await trio.DecideAsync(new PutTag(Key(1), "n", "1"));
        var node = await trio.LeaderAsync();

        await node.Control.SnapshotAsync(None);

        Directory.GetFiles(Path.Combine(Trio.RaftDirectoryOf(node), "snapshots"), "*.snapshot").ShouldNotBeEmpty();
        await trio.DecideAsync(new TakeSnapshot());
        await Eventually.BecomesTrueAsync(
            "all nodes to have one",
            () => trio.Nodes.All(each => Directory.GetFiles(Path.Combine(Trio.RaftDirectoryOf(each), "snapshots"), "*.snapshot").Length > 0));
    }

    // Longer than elsewhere: an election that a busy machine brings about is not what these tests are about.
    private static Task<Trio> StartAsync() => Trio.StartAsync(Quick, raft => raft with { ElectionTimeout = TimeSpan.FromSeconds(1) });

    private static InstanceKey Key(int port) => new("db", port);

    private static Task<ControlRefusedException> RefusedAsync(Func<Task> change) => Should.ThrowAsync<ControlRefusedException>(change);

    private static async Task TagAsync(Trio trio, string name, int times)
    {
        for (var i = 1; i <= times; i++)
        {
            await trio.DecideAsync(new PutTag(new InstanceKey(name, i), "n", "1"));
        }
    }
}
