using System.Net;

namespace Ham4db.Client.Cli.Tests;

/// <summary><c>--dry-run</c>: asks where the server offers a question, and never pretends.</summary>
public sealed class DryRunTests
{
    private const string Check = "can-replicate-from/db-3/3306/db-2/3306";

    [Theory]
    [InlineData("relocate", "true", 0, "db-3:3306 can replicate from db-2:3306\n")]
    [InlineData("repoint", "false", 1, "db-3:3306 cannot replicate from db-2:3306\n")]
    public async Task DryRun_OfAMove_AsksAndChangesNothing(string command, string message, int exitCode, string output)
    {
        using var node = StubNode.Answering(Check, $$$"""{"Code":"OK","Message":"{{{message}}}","Details":{"Hostname":"db-2","Port":3306}}""");

        var result = await Cli.RunAsync(node, command, "db-3", "db-2", "--dry-run");

        result.ExitCode.ShouldBe(exitCode, result.ToString());
        result.Output.ShouldBe(output);
        result.Error.ShouldBe(
            $"ham4db-client: dry run: only can-replicate-from was asked, one of the conditions of {command}; whether the others hold is known when it is done. Nothing was changed\n");
        node.Requests.Select(request => request.Target).ShouldBe([Check]);
    }

    [Fact]
    public async Task DryRun_OfAMoveThatTheServerRefuses_IsItsReason()
    {
        using var node = StubNode.Answering(Check, """{"Code":"ERROR","Message":"db-2:3306 has no binary log","Details":null}""", HttpStatusCode.InternalServerError);

        var result = await Cli.RunAsync(node, "relocate", "db-3", "db-2", "--dry-run");

        result.ShouldBe(new CliResult(1, "", "db-2:3306 has no binary log\n"));
    }

    [Theory]
    [InlineData("forget-cluster shop", "the server has no dry run for forget-cluster; nothing was sent. Without --dry-run it is carried out")]
    [InlineData("graceful-master-takeover shop db-2", "the server has no dry run for graceful-master-takeover; nothing was sent. Without --dry-run it is carried out")]
    [InlineData("api clusters", "the server has no dry run for api; nothing was sent. Without --dry-run it is carried out")]
    [InlineData("contexts list", "contexts has no dry run; nothing was done")]
    public async Task DryRun_WhereThereIsNone_IsRefused(string arguments, string message)
    {
        using var node = new StubNode(_ => StubReply.NoSuchRoute);

        var result = await Cli.RunAsync(
            new Dictionary<string, string> { ["HAM4DB_API"] = node.Url, ["HOME"] = "/nonexistent" }, [.. arguments.Split(' '), "--dry-run"]);

        result.ShouldBe(new CliResult(2, "", $"ham4db-client: {message}\n"));
        node.AllRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task DryRun_OfARead_IsTheRead()
    {
        using var node = StubNode.Answering("clusters-info", "[]");

        var result = await Cli.RunAsync(node, "clusters", "--dry-run");

        result.ShouldBe(new CliResult(0, "", ""));
    }
}
