using Ham4db.Server.Configuration;
using Ham4db.Server.Tests.Api.Golden;
using Ham4db.Server.Tests.Backend;
using Ham4db.Server.Tests.Topology;

namespace Ham4db.Server.Tests.Api.Recoveries;

public sealed class AcknowledgementTests
{
    [Theory]
    [InlineData("ack-recovery/cluster/ci", "Acknowledged cluster recoveries", "127.0.0.1:10111", "1,2")]
    [InlineData("ack-recovery/cluster/127.0.0.1:10113", "Acknowledged cluster recoveries", "127.0.0.1:10111", "1,2")]
    [InlineData("ack-recovery/cluster/alias/ci", "Acknowledged cluster recoveries", "127.0.0.1:10111", "1,2")]
    [InlineData("ack-recovery/cluster/old:1", "Acknowledged cluster recoveries", "old:1", "3")]
    [InlineData("ack-recovery/cluster/alias/gone", "Acknowledged cluster recoveries", "gone", "3")]
    [InlineData("ack-recovery/1", "Acknowledged recovery", "1", "1")]
    [InlineData("ack-recovery/99", "Acknowledged recovery", "99", "")]
    [InlineData("ack-recovery/uid/uid-2", "Acknowledged recovery", "uid-2", "2")]
    [InlineData("ack-all-recoveries", "Acknowledged all recoveries", "looked at it", "1,2,3")]
    public async Task Ack_Selector_AcknowledgesThose(string route, string message, string details, string ids)
    {
        foreach (var prefix in new[] { "/api/", "/api/mysql/" })
        {
            await using var node = await GoldenNode.HealthyAsync();
            Failover.Happened(node);
            Failover.Apply(node, Failover.Begin("uid-3", 3306, cluster: "old:1", alias: "gone").At(Recorded.Now));

            var answer = await node.PostAsync($"{prefix}{route}?comment=looked%20at%20it%0A");

            (answer.Status, answer.Message).ShouldBe((200, message));
            answer.Json!["Detail"]!.GetValue<string>().ShouldBe(details);
            Acknowledged(node).ShouldBe(ids);
            node.Backend.Current.Recoveries.Values.Where(recovery => recovery.Acknowledgement is not null)
                .ShouldAllBe(recovery => recovery.Acknowledgement!.By == Environment.MachineName && recovery.Acknowledgement.Comment == "looked at it");
        }
    }

    [Fact]
    public async Task Ack_Instance_AcknowledgesItsRecoveries()
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);

        var answer = await node.PostAsync("/api/ack-recovery/instance/127.0.0.1/10112?comment=seen");

        (answer.Status, answer.Message).ShouldBe((200, "Acknowledged instance recoveries"));
        answer.Json!["Details"]!.ToJsonString().ShouldBe("""{"Hostname":"127.0.0.1","Port":10112}""");
        Acknowledged(node).ShouldBe("2");
    }

    [Fact]
    public async Task Ack_ClusterRenamedByTheFailover_FindsItsRecoveriesByAlias()
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Apply(node, Failover.Begin("uid-1", 10119, cluster: "127.0.0.1:10119", alias: "ci").At(Recorded.Now));

        await node.PostAsync("/api/ack-recovery/cluster/ci?comment=seen");

        Acknowledged(node).ShouldBe("1");
    }

    [Fact]
    public async Task Ack_WithCredentials_NamesTheUser()
    {
        await using var node = await ApiNode.StartAsync(http => http with { Authentication = AuthenticationMethod.Proxy, PowerAuthUsers = ["*"] });
        Failover.Happened(node);

        await node.PostAsync("/api/ack-all-recoveries?comment=seen", ("X-Forwarded-User", "ann"));

        node.Backend.Current.Recoveries[1].Acknowledgement!.By.ShouldBe("ann");
    }

    [Theory]
    [InlineData("/api/ack-recovery/cluster/ci", 400)]
    [InlineData("/api/ack-recovery/cluster/ci?comment=%20%0A", 400)]
    [InlineData("/api/mysql/ack-all-recoveries", 400)]
    [InlineData("/api/ack-recovery/x?comment=seen", 400)]
    [InlineData("/api/ack-recovery/uid/%20?comment=seen", 400)]
    [InlineData("/api/ack-recovery/instance/127.0.0.1/x?comment=seen", 400)]
    [InlineData("/api/ack-recovery/cluster/nosuch?comment=seen", 404)]
    [InlineData("/api/ack-recovery/cluster/alias/nosuch?comment=seen", 404)]
    [InlineData("/api/ack-recovery/instance/127.0.0.1/19999?comment=seen", 404)]
    public async Task Ack_BadArgument_IsRefusedAndNothingIsDone(string path, int status)
    {
        await using var node = await GoldenNode.HealthyAsync();
        Failover.Happened(node);

        var answer = await node.PostAsync(path);

        (answer.Status, answer.Code).ShouldBe((status, "ERROR"));
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/")]
    [InlineData("/api/mysql/")]
    public async Task GlobalRecoveries_Switched_TellTheirState(string prefix)
    {
        await using var node = await ApiNode.StartAsync();

        (await node.PostAsync($"{prefix}disable-global-recoveries")).Message.ShouldBe("Globally disabled recoveries");
        var disabled = await node.GetAsync($"{prefix}check-global-recoveries");
        (await node.PostAsync($"{prefix}enable-global-recoveries")).Message.ShouldBe("Globally enabled recoveries");
        var enabled = await node.GetAsync($"{prefix}check-global-recoveries");

        (disabled.Message, disabled.Json!["Detail"]!.GetValue<string>()).ShouldBe(("Global recoveries disabled", "disabled"));
        (enabled.Message, enabled.Json!["Detail"]!.GetValue<string>()).ShouldBe(("Global recoveries enabled", "enabled"));
    }

    [Theory]
    [InlineData("disable-global-recoveries")]
    [InlineData("begin-maintenance/127.0.0.1/10112/ann/disk")]
    [InlineData("submit-pool-instances/web?instances=a:1")]
    [InlineData("register-hostname-unresolve/127.0.0.1/10112/vip")]
    [InlineData("ack-all-recoveries?comment=seen")]
    public async Task Change_ReadOnlyServer_Is403AndNothingIsDone(string route)
    {
        await using var node = await ApiNode.StartAsync(http => http with { ReadOnly = true });

        (await node.PostAsync($"/api/{route}")).Status.ShouldBe(403);

        node.Backend.Submitted.ShouldBeEmpty();
    }

    private static string Acknowledged(ApiNode node) => string.Join(
        ',', node.Backend.Current.Recoveries.Values.Where(recovery => recovery.Acknowledgement is not null).Select(recovery => recovery.Id));
}
