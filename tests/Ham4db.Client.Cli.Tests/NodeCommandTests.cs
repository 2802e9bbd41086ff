using System.Net;
using Ham4db.Client.Cli.Tests.Contract;

namespace Ham4db.Client.Cli.Tests;

/// <summary>Commands for one node, and what else a person is told.</summary>
public sealed class NodeCommandTests
{
    [Theory]
    [InlineData("grab-election NODE", "grab-election")]
    [InlineData("-c grab-election --node NODE", "grab-election")]
    [InlineData("reload-configuration NODE", "reload-configuration")]
    [InlineData("raft-snapshot --node=NODE", "raft-snapshot")]
    public async Task Run_NodeNamed_AsksThatOneOnly(string arguments, string target)
    {
        using var leader = StubNode.Answering(target, Samples.Ok("null"));
        using var node = StubNode.Answering(target, Samples.Ok("null"));

        var result = await Cli.RunAsync(leader, arguments.Replace("NODE", node.Url, StringComparison.Ordinal).Split(' '));

        result.ShouldBe(new CliResult(0, "", ""));
        node.Requests.ShouldHaveSingleItem().Target.ShouldBe(target);
        leader.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_RouteThatTheServerDoesNotOffer_SaysWhichAndWhoSaysSo()
    {
        using var node = StubNode.Answering(
            "relocate/db-1/3306/db-2/3306", """{"Code":"ERROR","Message":"This version does not offer this route yet.","Details":null}""", HttpStatusCode.NotImplemented);

        var result = await Cli.RunAsync(node, "relocate", "db-1", "db-2");

        result.ShouldBe(new CliResult(
            1, "", $"ham4db-client: relocate/db-1/3306/db-2/3306: {node.Url}/api/ says (HTTP 501): This version does not offer this route yet.\n"));
    }

    [Fact]
    public async Task RelocateReplicas_SomeFailed_PrintsTheMovedAndTellsTheRest()
    {
        const string message = "Relocated 2 replicas of db-1:3306 below db-2:3306; 1 errors: [db-4:3306 is gone]";
        using var node = StubNode.Answering("relocate-replicas/db-1/3306/db-2/3306", Samples.Ok(Samples.Both, message));

        var result = await Cli.RunAsync(node, "relocate-replicas", "db-1", "db-2");

        result.ShouldBe(new CliResult(0, Samples.BothKeys, $"ham4db-client: {message}\n"));
    }

    [Fact]
    public async Task GracefulMasterTakeover_NoSuccessorNamed_TellsIt()
    {
        using var node = StubNode.Answering("graceful-master-takeover/shop", Samples.Ok("""{"Id":7,"SuccessorKey":null}"""));

        var result = await Cli.RunAsync(node, "graceful-master-takeover", "shop");

        result.ShouldBe(new CliResult(
            0, "", "ham4db-client: graceful-master-takeover: the server reported success, but named no new master; look at the topology\n"));
    }

    [Fact]
    public async Task RegroupReplicas_SomeLost_TellsIt()
    {
        const string message = "promoted replica: db-2:3306, lost: 1, moved: 1";
        using var node = StubNode.Answering("regroup-replicas/db-1/3306", Samples.Ok(Samples.Key, message));

        var result = await Cli.RunAsync(node, "regroup-replicas", "db-1");

        result.ShouldBe(new CliResult(0, "db-2:3306\n", $"ham4db-client: {message}\n"));
    }
}
