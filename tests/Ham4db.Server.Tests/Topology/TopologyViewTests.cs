using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class TopologyViewTests
{
    private static readonly Instance[] Two =
    [
        At("shop-a.dc1", "shop", 0) with { SuggestedClusterAlias = "shop" },
        At("shop-b.dc1", "shop", 1),
        At("news-a.dc1", "news", 0),
    ];

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("news", "news")]
    [InlineData("shop-b.dc1:3306", "shop")]
    [InlineData("shop-b.dc1", "shop")]
    [InlineData("shop-b", "shop")]
    [InlineData("SHOP-B", "shop")]
    [InlineData("news-a:3306", "news")]
    [InlineData("dc1", null)]
    [InlineData("shop-a:3307", null)]
    [InlineData("", null)]
    [InlineData("nosuch", null)]
    public void ClusterByHint_NameAliasHostOrPart_FindsTheCluster(string hint, string? expected)
        => Recorded.View(Two).ClusterByHint(hint, 3306).ShouldBe(expected);

    [Fact]
    public void ClusterByHint_AliasOfAnotherName_FindsTheCluster()
    {
        var view = Recorded.View([At("a", "a:3306", 0) with { SuggestedClusterAlias = "main" }]);

        view.ClusterByHint("main", 3306).ShouldBe("a:3306");
        view.AliasOf("a:3306").ShouldBe("main");
    }

    [Fact]
    public void Recognise_DottedAddress_IsNeverTakenForAPart()
    {
        var view = Recorded.View([At("10.0.0.10", "x", 0)]);

        view.Recognise(new InstanceKey("10.0.0.1", 3306)).ShouldBe(new InstanceKey("10.0.0.1", 3306));
    }

    [Theory]
    [InlineData("chain")]
    [InlineData("co-master")]
    [InlineData("healthy")]
    [InlineData("dead-master-before")]
    [InlineData("dead-master-after")]
    [InlineData("dead-intermediate-master-after")]
    [InlineData("replication-stopped")]
    public void Listings_RecordedScenario_EqualRecordedReplies(string scenario)
    {
        var wire = Recorded.Instances(scenario, "all-instances.json");
        var view = ViewOf(wire);

        var problems = InstanceListing.Problems(
            view, "", HostnameFilters.None, key => Recorded.Decisions(wire.Single(instance => instance.Key == key), Recorded.Now), Recorded.Now, Recorded.Limits);

        Keys(InstanceListing.Search(view, "")).ShouldBe(wire.Select(instance => instance.Key));
        Keys(view.WriteableMasters()).ShouldBe(Recorded.Instances(scenario, "masters.json").Select(instance => instance.Key));
        view.MasterOf(view.ClusterByHint("ci", 3306)!)!.Key.ShouldBe(Recorded.Instances(scenario, "master_ci.json").Single().Key);
        Keys(problems).ShouldBe(Recorded.Instances(scenario, "problems.json").Select(instance => instance.Key));
        Infos(view).ShouldBe(RecordedInfos(scenario));
    }

    [Fact]
    public void Infos_AliasClaimedByTwoClusters_GoesToTheWriteableOne()
    {
        var view = ViewOf(Recorded.Instances("healthy", "detached", "problems.json"));

        Infos(view).ShouldBe(RecordedInfos("detached"));
    }

    [Fact]
    public void Infos_Override_WinsOverProposedAlias()
    {
        var view = Recorded.View(Two, new Dictionary<string, string> { ["shop"] = "renamed" });

        view.AliasOf("shop").ShouldBe("renamed");
        view.ClusterByAlias("renamed").ShouldBe("shop");
    }

    [Theory]
    [InlineData("10113", new[] { 10113 })]
    [InlineData("127.0.0.1:10112", new[] { 10112 })]
    [InlineData("nosuch", new int[0])]
    [InlineData("mariadb", new[] { 10111, 10112, 10113, 10114 })]
    [InlineData(" DEBIAN ", new[] { 10111, 10112, 10113, 10114 })]
    public void Search_Text_FindsColumns(string text, int[] ports)
        => InstanceListing.Search(ViewOf(Recorded.Instances("healthy", "all-instances.json")), text).Select(instance => instance.Key.Port).ShouldBe(ports);

    [Theory]
    [InlineData("%10111", 4)]
    [InlineData("127.0.0.1:1011_", 4)]
    [InlineData("127.0.0.1", 0)]
    public void Problems_ClusterPattern_Limits(string pattern, int count)
        => InstanceListing.Problems(
                ViewOf(Recorded.Instances("dead-master-before", "all-instances.json")),
                pattern,
                HostnameFilters.None,
                _ => InstanceDecisions.None,
                Recorded.Now,
                Recorded.Limits)
            .Count.ShouldBe(count);

    [Fact]
    public void Problems_FilteredHosts_AreLeftOut()
        => Keys(InstanceListing.Problems(
                ViewOf(Recorded.Instances("dead-master-before", "all-instances.json")),
                "",
                HostnameFilters.Of([":1011[23]$"]),
                _ => InstanceDecisions.None,
                Recorded.Now,
                Recorded.Limits))
            .Select(key => key.Port).ShouldBe([10111, 10114]);

    private static TopologyView ViewOf(IReadOnlyList<WireInstance> wire)
    {
        var lost = wire.Where(instance => instance.DowntimeReason == DowntimeWindow.LostInRecovery).Select(instance => instance.Key).ToHashSet();
        var all = wire.Select(instance => Recorded.ToDomain(instance, Recorded.Now)).ToList();
        return new TopologyView(
            ImmutableDictionary.CreateRange(all.Select(instance => KeyValuePair.Create(instance.Key, instance))),
            ClusterAliases.Choose(all, new Dictionary<string, string>(), [], instance => lost.Contains(instance.Key)));
    }

    private static IEnumerable<InstanceKey> Keys(IEnumerable<Instance> instances) => instances.Select(instance => instance.Key);

    private static IEnumerable<string> Infos(TopologyView view)
        => view.ClusterNames.Select(name => view.InfoOf(name, ["*"], ["*"]).ToString());

    private static IEnumerable<string> RecordedInfos(string scenario)
        => ((JsonArray)Recorded.Json(scenario, "clusters-info.json")!)
            .Select(node => JsonSerializer.Deserialize(node, WireJson.Default.ClusterInfo)!.ToString());

    private static Instance At(string host, string cluster, int depth) => new()
    {
        Key = new InstanceKey(host, 3306),
        ClusterName = cluster,
        ReplicationDepth = depth,
    };
}
