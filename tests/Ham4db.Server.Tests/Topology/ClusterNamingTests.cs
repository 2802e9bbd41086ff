using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class ClusterNamingTests
{
    private const string A = "aaaaaaaa-0000-0000-0000-000000000000";
    private const string B = "bbbbbbbb-0000-0000-0000-000000000000";
    private const string C = "cccccccc-0000-0000-0000-000000000000";

    [Fact]
    public void Attach_NoParent_NamesTheClusterAfterItself()
    {
        var attached = ClusterNaming.Attach(At("a") with { ServerUuid = A, SuggestedClusterAlias = "shop" }, null);

        attached.ClusterName.ShouldBe("a:3306");
        attached.ReplicationDepth.ShouldBe(0);
        attached.IsCoMaster.ShouldBeFalse();
        attached.AncestryUuid.ShouldBe(A);
        attached.SuggestedClusterAlias.ShouldBe("shop");
    }

    [Fact]
    public void Attach_Parent_InheritsNameDepthAliasAndAncestry()
    {
        var parent = At("b", "a") with { ClusterName = "a:3306", ReplicationDepth = 1, SuggestedClusterAlias = "shop", AncestryUuid = $"{A},{B}" };

        var attached = ClusterNaming.Attach(At("c", "b") with { ServerUuid = C, SuggestedClusterAlias = "own" }, parent);

        attached.ClusterName.ShouldBe("a:3306");
        attached.ReplicationDepth.ShouldBe(2);
        attached.SuggestedClusterAlias.ShouldBe("shop");
        attached.AncestryUuid.ShouldBe($"{A},{B},{C}");
    }

    [Fact]
    public void Attach_ParentWithoutName_KeepsOwnNameAndAlias()
    {
        var attached = ClusterNaming.Attach(At("b", "a") with { SuggestedClusterAlias = "own" }, At("a"));

        attached.ClusterName.ShouldBe("b:3306");
        attached.SuggestedClusterAlias.ShouldBe("own");
        attached.ReplicationDepth.ShouldBe(1);
    }

    [Theory]
    [InlineData("a", "b", "a:3306", "a:3306", 0)]
    [InlineData("b", "a", "a:3306", "a:3306", 1)]
    [InlineData("a", "b", "b:3306", "b:3306", 1)]
    [InlineData("a", "b", "gone:3306", "a:3306", 0)]
    [InlineData("b", "a", "gone:3306", "a:3306", 1)]
    public void Attach_CoMasters_AgreeOnOneName(string host, string other, string inherited, string name, int depth)
    {
        var parent = At(other, host) with { ClusterName = inherited, ReplicationDepth = 0, AncestryUuid = "old" };

        var attached = ClusterNaming.Attach(At(host, other) with { ServerUuid = A, MasterUuid = B }, parent);

        attached.ClusterName.ShouldBe(name);
        attached.IsCoMaster.ShouldBeTrue();
        attached.ReplicationDepth.ShouldBe(depth);
        attached.AncestryUuid.ShouldBe($"{B},{A}");
    }

    [Fact]
    public void Attach_GroupMember_HasTheGroupInItsAncestry()
    {
        var attached = ClusterNaming.Attach(At("a") with { ServerUuid = A, Group = new ReplicationGroup { Name = C } }, null);

        attached.AncestryUuid.ShouldBe($"{A},{C}");
    }

    [Theory]
    [InlineData($"{A}:1-10", $"{A}:1-10", "")]
    [InlineData($"{A}:1-10", $"{A}:1-20", "")]
    [InlineData($"{A}:1-10", $"{A}:1-10,{B}:1-3", $"{B}:1-3")]
    [InlineData($"{A}:1-10,{B}:1-3", $"{A}:1-10,{B}:1-3", "")]
    [InlineData($"{A}:1-10,{C}:1", $"{A}:1-10,{C}:1-2", $"{C}:2")]
    [InlineData("", $"{A}:1,{B}:1", "")]
    [InlineData("broken", $"{A}:1,{B}:1", "")]
    public void Attach_OwnTransactions_AreErrant(string above, string own, string errant)
    {
        var parent = At("a") with { ClusterName = "a:3306", ServerUuid = A, AncestryUuid = A, ExecutedGtidSet = above };

        var attached = ClusterNaming.Attach(At("b", "a") with { ServerUuid = B, MasterUuid = A, ExecutedGtidSet = own }, parent);

        attached.GtidErrant.ShouldBe(errant);
    }

    [Fact]
    public void Attach_CoMasterWithOwnWrites_HasNoErrantTransactions()
    {
        var parent = At("a", "b") with { ClusterName = "a:3306", ServerUuid = A, ExecutedGtidSet = $"{A}:1-10" };

        var attached = ClusterNaming.Attach(At("b", "a") with { ServerUuid = B, MasterUuid = A, ExecutedGtidSet = $"{A}:1-10,{B}:1-3" }, parent);

        attached.GtidErrant.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("db1.north:3306", "North")]
    [InlineData("db1.south:3306", "South")]
    [InlineData("db1.east:3306", null)]
    public void AliasByName_FirstMatchingPattern_Wins(string clusterName, string? alias)
        => ClusterNaming.AliasByName(clusterName, [new("north", "North"), new("south", "South"), new("db1[.](north|south)", "late")]).ShouldBe(alias);

    private static Instance At(string host, string? master = null) => new()
    {
        Key = new InstanceKey(host, 3306),
        MasterKey = master is null ? InstanceKey.None : new InstanceKey(master, 3306),
        UsingOracleGtid = master is not null,
    };
}
