using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

/// <summary>What a refusal tells beyond its message, as types.</summary>
public sealed class RejectedDetailsTests
{
    private static readonly InstanceKey Db1 = new("db-1", 3306);

    [Fact]
    public async Task Takeover_RefusedHalfway_TellsHowFarItGot()
    {
        var thrown = await RefusedAsync(
            """{"Id":0,"AnalysisEntry":{"AnalyzedInstanceKey":{"Hostname":"db-1","Port":3306}},"SuccessorKey":null,"AllErrors":["too far behind"]}""",
            client => client.Recovery.GracefulMasterTakeoverAsync("ci"));

        thrown.Recovery!.AnalysisEntry.AnalyzedInstanceKey.ShouldBe(Db1);
        thrown.Recovery.AllErrors.ShouldBe(["too far behind"]);
        thrown.Instance.ShouldBeNull();
        thrown.Health.ShouldBeNull();
    }

    [Fact]
    public async Task Recover_Refused_NamesTheFailedInstance()
    {
        var thrown = await RefusedAsync("""{"Hostname":"db-1","Port":3306}""", client => client.Recovery.RecoverAsync(Db1));

        thrown.Instance.ShouldBe(Db1);
        thrown.Recovery.ShouldBeNull();
    }

    [Fact]
    public async Task Health_OfAnUnhealthyNode_IsThere()
    {
        var thrown = await RefusedAsync("""{"Healthy":false,"Hostname":"n2","Error":{"Message":"the disk is full"},"RaftLeader":""}""", client => client.Nodes.HealthAsync());

        thrown.Health!.Hostname.ShouldBe("n2");
        thrown.Health.Error!.Message.ShouldBe("the disk is full");
        thrown.Instance.ShouldBeNull();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("""{"AnalysisEntry":7,"Hostname":8,"Port":"x","Healthy":[]}""")]
    public async Task Recover_RefusedWithSomethingElse_TellsNothingMore(string details)
    {
        var thrown = await RefusedAsync(details, client => client.Recovery.RecoverAsync(Db1));

        thrown.Recovery.ShouldBeNull();
        thrown.Instance.ShouldBeNull();
        thrown.Health.ShouldBeNull();
    }

    private static async Task<Ham4dbRejectedException> RefusedAsync(string details, Func<IHam4dbClient, Task> call)
    {
        var cluster = new VirtualCluster();
        cluster.Set("node", (request, _) => Task.FromResult(VirtualCluster.IsCheck(request)
            ? VirtualCluster.Reply(HttpStatusCode.OK, "\"OK\"", 1)
            : VirtualCluster.Reply(HttpStatusCode.InternalServerError, $$"""{"Code":"ERROR","Message":"no","Details":{{details}}}""", 1)));
        await using var client = cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://node"], WatchLeader = false });
        return await Should.ThrowAsync<Ham4dbRejectedException>(() => call(client));
    }
}
