using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

public class InstanceProjectionTests
{
    public static TheoryData<string, string> RecordedReplies => new()
    {
        { "healthy", "all-instances.json" },
        { "chain", "all-instances.json" },
        { "co-master", "all-instances.json" },
        { "replication-stopped", "all-instances.json" },
        { "dead-master-before", "all-instances.json" },
        { "dead-master-after", "all-instances.json" },
        { "dead-intermediate-master-before", "all-instances.json" },
        { "dead-intermediate-master-after", "all-instances.json" },
        { "detached", "problems.json" },
        { "hung-master", "problems.json" },
        { "unreachable-master", "problems.json" },
        { "dead-replica", "problems.json" },
        { "downtimed", "instance_127.0.0.1_10113.json" },
    };

    [Theory]
    [MemberData(nameof(RecordedReplies))]
    public void ToWire_RecordedInstance_EqualsRecordedJson(string scenario, string file)
    {
        var recorded = Recorded.Json(scenario, file);
        var expected = recorded as JsonArray is { } array ? array.ToList() : [recorded];

        var actual = Recorded.Instances(scenario, file).Select(RoundTrip).ToList();

        actual.Count.ShouldBe(expected.Count);
        foreach (var (one, other) in actual.Zip(expected))
        {
            one.ToJsonString().ShouldBe(WithoutVolatile(other!).ToJsonString());
        }
    }

    [Fact]
    public void ToWire_NeverSeenInstance_HasNoTimesAndIsInvalid()
    {
        var wire = InstanceProjection.ToWire(new Instance { Key = new InstanceKey("db1", 3306) }, InstanceDecisions.None, Recorded.Now, Recorded.Limits);

        wire.LastSeenTimestamp.ShouldBeEmpty();
        wire.SecondsSinceLastSeen.Valid.ShouldBeFalse();
        wire.IsLastCheckValid.ShouldBeFalse();
        wire.IsRecentlyChecked.ShouldBeFalse();
        wire.Problems.ShouldBe(["last_check_invalid"]);
        wire.FlavorName.ShouldBe("unknown");
    }

    [Fact]
    public void ToWire_EndedDowntime_ShowsNone()
    {
        var decisions = new InstanceDecisions { Downtime = new DowntimeWindow("alice", "upgrade", Recorded.Now.AddHours(-2), Recorded.Now) };

        var wire = InstanceProjection.ToWire(new Instance { Key = new InstanceKey("db1", 3306) }, decisions, Recorded.Now, Recorded.Limits);

        wire.IsDowntimed.ShouldBeFalse();
        wire.DowntimeOwner.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, "neutral", false)]
    [InlineData(PromotionRule.Prefer, null, "prefer", true)]
    [InlineData(PromotionRule.Prefer, PromotionRule.MustNot, "must_not", false)]
    [InlineData(null, PromotionRule.PreferNot, "prefer_not", false)]
    public void ToWire_PromotionRules_DetectedOneWins(PromotionRule? registered, PromotionRule? detected, string expected, bool isCandidate)
    {
        var instance = new Instance { Key = new InstanceKey("db1", 3306), DetectedPromotionRule = detected };

        var wire = InstanceProjection.ToWire(instance, new InstanceDecisions { RegisteredRule = registered }, Recorded.Now, Recorded.Limits);

        wire.PromotionRule.ShouldBe(expected);
        wire.IsCandidate.ShouldBe(isCandidate);
    }

    private static JsonNode RoundTrip(WireInstance recorded)
    {
        var now = Recorded.MomentOf(recorded);
        var wire = InstanceProjection.ToWire(Recorded.ToDomain(recorded, now), Recorded.Decisions(recorded, now), now, Recorded.Limits);
        return WithoutVolatile(JsonSerializer.SerializeToNode(wire, WireJson.Default.Instance)!);
    }

    // Recorded in nanoseconds; the domain keeps a tenth of a microsecond.
    private static JsonObject WithoutVolatile(JsonNode instance)
    {
        var copy = instance.DeepClone().AsObject();
        copy["LastDiscoveryLatency"] = copy["LastDiscoveryLatency"]!.GetValue<long>() / 100 * 100;
        return copy;
    }
}
