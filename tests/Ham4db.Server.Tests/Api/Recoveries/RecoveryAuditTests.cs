using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Tests.Api.Golden;
using Ham4db.Server.Tests.Backend;
using Ham4db.Server.Tests.Topology;

namespace Ham4db.Server.Tests.Api.Recoveries;

public sealed class RecoveryAuditTests
{
    [Theory]
    [InlineData("audit-recovery", "2,1")]
    [InlineData("audit-recovery/0", "2,1")]
    [InlineData("audit-recovery/1", "")]
    [InlineData("audit-recovery/999999999", "")]
    [InlineData("audit-recovery/x", "2,1")]
    [InlineData("audit-recovery?unacknowledged=true", "2")]
    [InlineData("audit-recovery/id/1", "1")]
    [InlineData("audit-recovery/id/7", "")]
    [InlineData("audit-recovery/uid/uid-1", "1")]
    [InlineData("audit-recovery/cluster/127.0.0.1:10111", "2,1")]
    [InlineData("audit-recovery/cluster/127.0.0.1:10111/1", "")]
    [InlineData("audit-recovery/cluster/nosuch", "")]
    [InlineData("audit-recovery/alias/ci", "2,1")]
    [InlineData("audit-recovery/alias/ci/0", "2,1")]
    [InlineData("audit-recovery/alias/nosuch", "")]
    [InlineData("active-cluster-recovery/127.0.0.1:10111", "2")]
    [InlineData("active-cluster-recovery/nosuch", "")]
    [InlineData("recently-active-cluster-recovery/127.0.0.1:10111", "1")]
    [InlineData("recently-active-instance-recovery/127.0.0.1/10112", "1")]
    [InlineData("recently-active-instance-recovery/127.0.0.1/10111", "")]
    [InlineData("audit-failure-detection", "2,1")]
    [InlineData("audit-failure-detection/0", "2,1")]
    [InlineData("audit-failure-detection/1", "")]
    [InlineData("audit-failure-detection/id/2", "2")]
    [InlineData("audit-failure-detection/alias/ci", "2,1")]
    [InlineData("audit-failure-detection/alias/ci/1", "")]
    [InlineData("blocked-recoveries", "")]
    [InlineData("blocked-recoveries/cluster/127.0.0.1:10111", "")]
    public async Task List_AfterFailovers_HasThoseAskedForNewestFirst(string route, string ids)
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);
        Failover.Apply(node, new AckRecovery("ann", "seen") { Id = 1 }.At(Recorded.Now));

        foreach (var prefix in new[] { "/api/", "/api/mysql/" })
        {
            var answer = await node.GetAsync(prefix + route);

            answer.Status.ShouldBe(200);
            string.Join(',', answer.Json!.AsArray().Select(row => row!["Id"]!.GetValue<long>())).ShouldBe(ids);
        }
    }

    [Theory]
    [InlineData("/api/audit-recovery/id/x")]
    [InlineData("/api/audit-failure-detection/id/-1")]
    [InlineData("/api/recently-active-instance-recovery/127.0.0.1/x")]
    public async Task List_BadNumber_Is400(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        (await node.GetAsync(path)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task List_ManyRecoveries_ComesInPagesOfTwenty()
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Apply(node, [.. Enumerable.Range(1, 45).Select(i => Failover.Begin($"uid-{i}", i).At(Recorded.Now))]);

        (await Ids("audit-recovery")).ShouldBe(Enumerable.Range(26, 20).Reverse());
        (await Ids("audit-recovery/2")).ShouldBe(Enumerable.Range(1, 5).Reverse());

        async Task<IEnumerable<int>> Ids(string route)
            => (await node.GetAsync($"/api/{route}")).Json!.AsArray().Select(row => row!["Id"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("audit-recovery/id/1", "audit-recovery_acknowledged.json")]
    [InlineData("audit-failure-detection/id/1", "audit-failure-detection.json")]
    [InlineData("audit-recovery-steps/uid-1", "audit-recovery-steps_UID.json")]
    public async Task Shape_OfARow_IsThatOfTheRecordedReply(string route, string file)
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);

        var row = (await node.GetAsync($"/api/{route}")).Json!.AsArray()[0];

        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchestrator", "dead-master-after", file)))!;
        Names(row).ShouldBe(Names(recorded.AsArray()[0]));
    }

    [Fact]
    public async Task Recovery_Ended_TellsHowItEnded()
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);
        Failover.Apply(node, new AckRecovery("ann", "seen") { Uid = "uid-1" }.At(Recorded.Now));

        var ended = (await node.GetAsync("/api/audit-recovery/uid/uid-1")).Json![0]!;
        var running = (await node.GetAsync("/api/audit-recovery/uid/uid-2")).Json![0]!;

        (ended["IsActive"]!.GetValue<bool>(), ended["IsSuccessful"]!.GetValue<bool>(), ended["Acknowledged"]!.GetValue<bool>()).ShouldBe((false, true, true));
        (ended["SuccessorKey"]!["Port"]!.GetValue<int>(), ended["AcknowledgedBy"]!.GetValue<string>(), ended["AllErrors"]!.ToJsonString()).ShouldBe((10112, "ann", """["slow"]"""));
        ended["AnalysisEntry"]!["SlaveHosts"]!.AsArray().Count.ShouldBe(2);
        ended["RecoveryEndTimestamp"]!.GetValue<string>().ShouldNotBeEmpty();
        (running["IsActive"]!.GetValue<bool>(), running["SuccessorKey"]!["Port"]!.GetValue<int>(), running["RecoveryEndTimestamp"]!.GetValue<string>()).ShouldBe((true, 0, ""));
    }

    [Fact]
    public async Task Detection_ThatLedToARecovery_NamesIt()
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);

        var detections = (await node.GetAsync("/api/audit-failure-detection")).Json!.AsArray();

        detections.Select(row => row!["RelatedRecoveryId"]!.GetValue<long>()).ShouldBe([2, 1]);
        detections[0]!["SuccessorKey"].ShouldBeNull();
        detections[0]!["AnalysisEntry"]!["StartActivePeriod"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Steps_OfARecovery_AreThoseInOrder()
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);

        var steps = (await node.GetAsync("/api/audit-recovery-steps/uid-1")).Json!.AsArray();

        steps.Select(step => step!["Message"]!.GetValue<string>()).ShouldBe(["first", "second"]);
        (await node.GetAsync("/api/audit-recovery-steps/nosuch")).Body.ShouldBe("[]");
    }

    [Fact]
    public async Task Analysis_InTheTypedDialect_HasTheNamesOfHam4dbToo()
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);

        var analysis = (await node.GetAsync("/api/mysql/audit-recovery/id/1")).Json![0]!["AnalysisEntry"]!;

        analysis["Downstreams"]!.AsArray().Count.ShouldBe(2);
        analysis["AnalyzedInstanceUpstreamKey"]!["Hostname"]!.GetValue<string>().ShouldBe(InstanceKey.None.Hostname);
        analysis["IsReplicaServer"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static List<string> Names(JsonNode? node) => node is JsonObject value
        ? [.. value.SelectMany(field => Names(field.Value is JsonArray ? null : field.Value).Select(name => $"{field.Key}.{name}").Prepend(field.Key))
            .Where(name => !name.StartsWith("SuccessorKey.", StringComparison.Ordinal))]
        : [];
}
