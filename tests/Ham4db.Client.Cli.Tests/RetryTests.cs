using System.Net;

namespace Ham4db.Client.Cli.Tests;

/// <summary><c>--no-retry</c>: one try, and how it ended.</summary>
public sealed class RetryTests
{
    private static readonly StubReply BadGateway = new("<html>Bad gateway</html>", HttpStatusCode.BadGateway, "text/html");

    [Theory]
    [InlineData("clusters", "clusters-info", 1, "nothing was changed")]
    [InlineData("forget db-1", "forget/db-1/3306", 4, "the change may have been made: look before you repeat it")]
    public async Task NoRetry_AnswerLost_IsToldAfterOneTry(string arguments, string target, int exitCode, string consequence)
    {
        using var node = new StubNode(request => request.Target == target ? BadGateway : StubReply.NoSuchRoute) { Version = "1.0.0" };

        var result = await Cli.RunAsync(node, [.. arguments.Split(' '), "--no-retry"]);

        node.Requests.Select(request => request.Target).ShouldBe([target]);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldStartWith($"ham4db-client: tried once, as --no-retry wants it: {node.Url}/api/: HTTP 502");
        result.Error.ShouldEndWith($"; {consequence}\n");
        result.ExitCode.ShouldBe(exitCode, result.ToString());
    }

    [Theory]
    [InlineData("--retry")]
    [InlineData("")]
    public async Task Retry_AnswerLostOnce_IsTriedAgain(string option)
    {
        var asked = 0;
        using var node = new StubNode(request => request.Target != "clusters-info" ? StubReply.NoSuchRoute
            : Interlocked.Increment(ref asked) == 1 ? BadGateway
            : new StubReply("[]"));

        var result = await Cli.RunAsync(node, ["clusters", .. option.Length > 0 ? new[] { option } : []]);

        result.ShouldBe(new CliResult(0, "", ""));
        node.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Retry_AskedBothWays_IsRefused()
    {
        var result = await Cli.RunAsync("clusters", "--retry", "--no-retry");

        result.ShouldBe(new CliResult(2, "", "ham4db-client: --retry and --no-retry contradict each other: write one of them\n"));
    }
}
