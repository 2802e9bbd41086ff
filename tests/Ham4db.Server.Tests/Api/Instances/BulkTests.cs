using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Tests.Api.Golden;
using Ham4db.Server.Tests.Topology;

namespace Ham4db.Server.Tests.Api.Instances;

public sealed class BulkTests
{
    [Fact]
    public async Task PromotionRules_Registered_AreThoseThatHold()
    {
        await using var node = await GoldenNode.HealthyAsync();
        node.Backend.Current = DecidedState.Empty with
        {
            Candidates = DecidedState.Empty.Candidates
                .Add(new InstanceKey("b", 2), new Candidate(PromotionRule.PreferNot, Recorded.Now, Recorded.Now.AddHours(1)))
                .Add(new InstanceKey("a", 1), new Candidate(PromotionRule.Prefer, Recorded.Now, Recorded.Now.AddHours(1)))
                .Add(new InstanceKey("c", 3), new Candidate(PromotionRule.Prefer, Recorded.Now.AddHours(-2), Recorded.Now)),
        };

        var rules = (await node.GetAsync("/api/bulk-promotion-rules")).Json!.AsArray();

        rules.Select(rule => (rule!["Hostname"]!.GetValue<string>(), rule["PromotionRule"]!.GetValue<string>())).ShouldBe([("a", "prefer"), ("b", "prefer_not")]);
        rules[0]!.AsObject().Select(field => field.Key).ShouldBe(["Hostname", "Port", "PromotionRule", "LastSuggestedString", "PromotionRuleExpiry"]);
    }

    [Fact]
    public async Task Instances_None_IsAnEmptyList()
    {
        await using var node = await ApiNode.StartAsync();

        (await node.GetAsync("/api/bulk-instances")).Body.ShouldBe("[]");
        (await node.GetAsync("/api/mysql/bulk-promotion-rules")).Body.ShouldBe("[]");
    }
}
