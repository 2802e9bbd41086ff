using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery;

namespace Ham4db.Server.Tests.Discovery;

public sealed class InstancePlacementTests
{
    private static readonly DiscoveryOptions NoOptions = new();

    [Fact]
    public void Place_AliasSources_OverrideThenInheritedThenPattern()
    {
        var options = NoOptions with { ClusterNameToAlias = [KeyValuePair.Create("^root:", "by-pattern")] };
        var root = Instance("root") with { ClusterName = "root:3306" };
        var child = Instance("child", "root");
        var overrides = ImmutableDictionary<string, string>.Empty.Add("root:3306", "by-operator");

        InstancePlacement.Place(child, root, overrides.Clear(), options).SuggestedClusterAlias.ShouldBe("by-pattern");
        InstancePlacement.Place(child, root with { SuggestedClusterAlias = "by-query" }, overrides.Clear(), options)
            .SuggestedClusterAlias.ShouldBe("by-query");
        InstancePlacement.Place(child, root with { SuggestedClusterAlias = "by-query" }, overrides, options)
            .SuggestedClusterAlias.ShouldBe("by-operator");
    }

    [Fact]
    public void Below_RootRenamed_WholeTreeFollowsParentsFirst()
    {
        var tree = Snapshot(Instance("root"), Instance("a", "root"), Instance("b", "root"), Instance("c", "a"), Instance("other"));
        var root = tree.Find(Key("root"))! with { ClusterName = "new:3306" };

        var moved = InstancePlacement.Below(root, tree, Place);

        moved.Select(instance => instance.Key.Hostname).OrderBy(host => host).ShouldBe(["a", "b", "c"]);
        moved.ShouldAllBe(instance => instance.ClusterName == "new:3306");
        moved.Single(instance => instance.Key.Hostname == "c").ReplicationDepth.ShouldBe(2);
    }

    [Fact]
    public void Below_Ring_Ends()
    {
        var ring = Snapshot(Instance("a", "c"), Instance("b", "a"), Instance("c", "b"));

        InstancePlacement.Below(ring.Find(Key("a"))!, ring, Place).Count.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void ShareLists_SameReplicas_InstanceComparesAsEqual()
    {
        var before = Instance("a") with { Replicas = [Key("b"), Key("c")] };
        var after = Instance("a") with { Replicas = [Key("b"), Key("c")] };

        InstancePlacement.ShareLists(after, before).ShouldBe(before);
        InstanceChangeIsSeen(before, after with { Replicas = [Key("b")] }).ShouldBeTrue();
    }

    [Fact]
    public void ReplicasOf_ListedAndNaming_AreUnited()
    {
        var snapshot = Snapshot(Instance("a") with { Replicas = [Key("b"), Key("x")] }, Instance("b", "a"), Instance("c", "a"));

        snapshot.ReplicasOf(Key("a")).ShouldBe([Key("b"), Key("c"), Key("x")]);
    }

    private static bool InstanceChangeIsSeen(Instance before, Instance after) => InstancePlacement.ShareLists(after, before) != before;

    private static Instance Place(Instance instance, Instance? parent)
        => InstancePlacement.Place(instance, parent, ImmutableDictionary<string, string>.Empty, NoOptions);

    private static InventorySnapshot Snapshot(params Instance[] instances)
        => new(instances.ToImmutableDictionary(instance => instance.Key));

    private static Instance Instance(string host, string? master = null) => new()
    {
        Key = Key(host),
        MasterKey = master is null ? InstanceKey.None : Key(master),
        ReadBinlogCoordinates = master is null ? default : new BinlogCoordinates("bin.000001", 4, BinlogType.Binary),
    };

    private static InstanceKey Key(string host) => new(host, 3306);
}
