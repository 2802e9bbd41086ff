using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class TopologyDrawingRecordedTests
{
    [Theory]
    [InlineData("healthy")]
    [InlineData("chain")]
    [InlineData("co-master")]
    [InlineData("replication-stopped")]
    [InlineData("dead-master-before")]
    [InlineData("dead-master-after")]
    [InlineData("dead-intermediate-master-before")]
    [InlineData("dead-intermediate-master-after")]
    [InlineData("all-replicas-stopped", "healthy", "problems.json")]
    [InlineData("dead-replica", "healthy", "problems.json")]
    [InlineData("detached", "healthy", "problems.json")]
    [InlineData("downtimed", "healthy", "instance_127.0.0.1_10113.json")]
    [InlineData("hung-master", "healthy", "problems.json")]
    [InlineData("unreachable-master", "healthy", "problems.json")]
    [InlineData("dead-co-master-before", "co-master", "problems.json")]
    public void Plain_RecordedScenario_EqualsRecordedText(string scenario, string? baseScenario = null, params string[] files)
    {
        var (drawing, cluster) = Load(scenario, baseScenario, files);

        drawing.Plain(cluster).ShouldBe(Recorded.Text(scenario, "topology_ci.json"));
    }

    [Theory]
    [InlineData("healthy")]
    [InlineData("chain")]
    [InlineData("co-master")]
    [InlineData("replication-stopped")]
    [InlineData("dead-master-before")]
    [InlineData("dead-master-after")]
    [InlineData("dead-intermediate-master-before")]
    [InlineData("dead-intermediate-master-after")]
    [InlineData("dead-replica", "healthy", "problems.json")]
    [InlineData("downtimed", "healthy", "instance_127.0.0.1_10113.json")]
    [InlineData("unreachable-master", "healthy", "problems.json")]
    public void Tabulated_RecordedScenario_EqualsRecordedText(string scenario, string? baseScenario = null, params string[] files)
    {
        var (drawing, cluster) = Load(scenario, baseScenario, files);

        drawing.Tabulated(cluster).ShouldBe(Recorded.Text(scenario, "topology-tabulated_ci.json"));
    }

    [Fact]
    public void WithTags_NoTags_EqualsRecordedText()
    {
        var (drawing, cluster) = Load("healthy", null, []);

        drawing.WithTags(cluster).ShouldBe(Recorded.Text("healthy", "topology-tags_ci.json"));
    }

    [Fact]
    public void WithTags_RecordedTags_EqualsRecordedText()
    {
        var (drawing, cluster) = Load("downtimed", "healthy", ["instance_127.0.0.1_10113.json"], new()
        {
            [10112] = [KeyValuePair.Create("role", "backup")],
            [10113] = [KeyValuePair.Create("owner", "team-a"), KeyValuePair.Create("flag", "")],
        });

        drawing.WithTags(cluster).ShouldBe(Recorded.Text("downtimed", "topology-tags_ci.json"));
    }

    [Fact]
    public void Plain_DetachedReplica_EqualsRecordedText()
    {
        var (drawing, cluster) = Load("detached", "healthy", ["problems.json"], cluster: "127.0.0.1:10112");

        drawing.Plain(cluster).ShouldBe(Recorded.Text("detached", "topology_127.0.0.1@10112.json"));
    }

    [Fact]
    public void Plain_CoMasterLostInRecovery_EqualsRecordedText()
    {
        // The replies of the three survivors were not recorded: 10113 was made writeable and the others were moved below it.
        var survivor = new InstanceKey("127.0.0.1", 10113);
        var (drawing, cluster) = Load("dead-co-master-after", "co-master", ["downtimed.json", "masters.json"]);
        var moved = cluster.Select(instance => instance.Key.Port switch
        {
            10112 or 10114 => instance with { MasterKey = survivor },
            10113 => instance with { ReadOnly = false, IoThread = ReplicationThreadState.Other },
            _ => instance,
        });

        drawing.Plain(moved).ShouldBe(Recorded.Text("dead-co-master-after", "topology_ci.json"));
    }

    private static (TopologyDrawing Drawing, IEnumerable<Instance> Cluster) Load(
        string scenario,
        string? baseScenario,
        string[] files,
        Dictionary<int, KeyValuePair<string, string>[]>? tags = null,
        string? cluster = null)
    {
        var wire = Recorded.Instances(baseScenario ?? scenario, scenario, files);
        var decisions = wire.ToDictionary(
            instance => instance.Key,
            instance => Recorded.Decisions(instance, Recorded.Now) with
            {
                Tags = InstanceDecisions.NoTags.AddRange(tags?.GetValueOrDefault(instance.Key.Port) ?? []),
            });
        var view = Recorded.View(wire.Select(instance => Recorded.ToDomain(instance, Recorded.Now)));
        var name = cluster ?? (scenario == "dead-master-after" ? "127.0.0.1:10112" : "127.0.0.1:10111");
        return (new TopologyDrawing(key => decisions[key], Recorded.Now, Recorded.Limits), view.Cluster(name));
    }
}
