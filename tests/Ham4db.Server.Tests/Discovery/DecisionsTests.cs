using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Topology;
using Ham4db.Server.Tests.Api;
using Ham4db.Simulator;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Discovery;

/// <summary>What operators decide, as discovery carries it out.</summary>
public sealed class DecisionsTests
{
    [Fact]
    public async Task Forget_StoppedInstance_IsGoneAtOnceAndDoesNotComeBack()
    {
        await using var fleet = SimulatedFleet.Tree(2);
        var (master, replica) = (Key(fleet.Instances[0]), Key(fleet.Instances[1]));
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(master));
        await node.SeesAsync(replica, "a replica", seen => seen.ReplicationDepth == 1);
        fleet.Instances[1].Stop();
        var lost = await node.SeesAsync(replica, "invalid", seen => !seen.IsLastCheckValid);

        await node.DecideAsync(new ForgetInstance(replica));
        var afterwards = node.Find(replica);
        await node.SeesAsync(master, "polled many times", seen => seen.LastSeen > lost.LastChecked!.Value + TimeSpan.FromSeconds(1.5));

        afterwards.ShouldBeNull();
        node.Find(replica).ShouldBeNull();
        await Eventually.BecomesTrueAsync("the row to go", () => !node.Store.Rows.ContainsKey(replica));
    }

    [Fact]
    public async Task Forget_Instance_ItsConnectionsAreClosed()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var server = fleet.Instances[0];
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(server)));
        await node.SeesAsync(Key(server), "valid", seen => seen.IsLastCheckValid);

        await node.DecideAsync(new ForgetInstance(Key(server)));

        await Eventually.BecomesTrueAsync("connections to close", () => server.ConnectionsOpen == 0);
    }

    [Fact]
    public async Task Forget_RunningReplica_IsFoundAgainThroughItsMasterAfterAWhile()
    {
        await using var fleet = SimulatedFleet.Tree(1);
        var replica = Key(fleet.Instances[1]);
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(fleet.Instances[0])));
        await node.SeesAsync(replica, "a replica", seen => seen.ReplicationDepth == 1);

        await node.DecideAsync(new ForgetInstance(replica));

        node.Find(replica).ShouldBeNull();
        await node.SeesAsync(replica, "a replica again", seen => seen.ReplicationDepth == 1);
    }

    [Fact]
    public async Task ForgetCluster_AllMembers_AreGone()
    {
        await using var fleet = SimulatedFleet.Tree(2);
        var keys = fleet.Instances.Select(Key).ToList();
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(keys[0]));
        await Eventually.BecomesTrueAsync("all to be found", () => keys.TrueForAll(key => node.Find(key) is { ReplicationDepth: >= 0, LastSeen: not null }));
        foreach (var instance in fleet.Instances)
        {
            instance.Stop();
        }

        await node.DecideAsync(new ForgetCluster(keys[0].ToString(), keys));

        node.Inventory.Current.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_AfterForget_IsFollowedAtOnce()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var key = Key(fleet.Instances[0]);
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling());
        await node.DecideAsync(new ForgetInstance(key));

        await node.DecideAsync(new RegisterInstance(key));

        await node.SeesAsync(key, "valid", seen => seen.IsLastCheckValid);
    }

    [Fact]
    public async Task Start_RegisteredBefore_IsFollowedWithoutSeeds()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var key = Key(fleet.Instances[0]);
        var backend = new FakeBackend { Current = DecidedState.Empty with { Registered = [key] } };
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(), backend: backend);

        await node.SeesAsync(key, "valid", seen => seen.IsLastCheckValid);
    }

    [Fact]
    public async Task Replaced_ByANewerState_RegisteredAreFollowedAndForgottenAreGone()
    {
        await using var fleet = SimulatedFleet.Tree(0);
        var stays = Key(fleet.Instances[0]);
        var goes = Key(fleet.Add());
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(goes));
        await node.SeesAsync(goes, "valid", seen => seen.IsLastCheckValid);

        node.Backend.Replace(DecidedState.Empty with
        {
            Registered = [stays],
            Forgotten = DecidedState.Empty.Forgotten.Add(goes, DateTimeOffset.UtcNow),
        });

        node.Find(goes).ShouldBeNull();
        await node.SeesAsync(stays, "valid", seen => seen.IsLastCheckValid);
        node.Find(goes).ShouldBeNull();
    }

    [Fact]
    public async Task Restart_KnownInstances_AreThereAtOnce()
    {
        await using var fleet = SimulatedFleet.Tree(2);
        var store = new MemoryInventoryStore();
        await using (var first = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(Key(fleet.Instances[0])), store))
        {
            await first.SeesAsync(Key(fleet.Instances[2]), "a replica", seen => seen.ReplicationDepth == 1);
        }

        foreach (var instance in fleet.Instances)
        {
            instance.Hang();
        }

        await using var second = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(), store);

        second.Inventory.Current.Instances.Count.ShouldBe(3);
        second.Find(Key(fleet.Instances[2])).ShouldNotBeNull().IsLastCheckValid.ShouldBeTrue();
        second.Find(Key(fleet.Instances[2]))!.ClusterName.ShouldBe(Key(fleet.Instances[0]).ToString());
    }

    [Fact]
    public async Task Restart_ForgottenButRowStillStored_IsNotTakenIn()
    {
        var key = new InstanceKey("127.0.0.1", 1);
        var store = new MemoryInventoryStore();
        store.Rows[key] = new Instance { Key = key, LastChecked = DateTimeOffset.UtcNow.AddMinutes(-2), LastSeen = DateTimeOffset.UtcNow.AddMinutes(-2) };
        var backend = new FakeBackend
        {
            Current = DecidedState.Empty with { Forgotten = DecidedState.Empty.Forgotten.Add(key, DateTimeOffset.UtcNow.AddMinutes(-1)) },
        };

        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(), store, backend);

        node.Find(key).ShouldBeNull();
    }

    [Fact]
    public async Task AliasOverride_OnRoot_ReachesItsReplicasAtTheNextPoll()
    {
        await using var fleet = SimulatedFleet.Tree(1);
        var (master, replica) = (Key(fleet.Instances[0]), Key(fleet.Instances[1]));
        await using var node = await DiscoveryNode.StartAsync(DiscoveryNode.Polling(master));
        await node.SeesAsync(replica, "a replica", seen => seen.ReplicationDepth == 1);

        await node.DecideAsync(new SetClusterAlias(master.ToString(), "shop"));

        await node.SeesAsync(replica, "of cluster shop", seen => seen.SuggestedClusterAlias == "shop");
        await node.SeesAsync(master, "of cluster shop", seen => seen.SuggestedClusterAlias == "shop");
    }

    private static InstanceKey Key(SimulatedInstance instance) => new("127.0.0.1", instance.Port);
}
