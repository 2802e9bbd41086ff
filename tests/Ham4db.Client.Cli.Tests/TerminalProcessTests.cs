using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>The program at a real terminal, which <c>script</c> makes.</summary>
public sealed class TerminalProcessTests
{
    [Theory]
    [InlineData("y", 0, 1)]
    [InlineData("n", 1, 0)]
    [InlineData("", 1, 0)]
    public async Task Terminal_DestructiveCommand_IsAskedFor(string typed, int exitCode, int requests)
    {
        using var node = StubNode.Answering("forget-cluster/shop", """{"Code":"OK","Message":"","Details":null}""");

        var (code, shown) = await RunAsync(typed, "xterm", "forget-cluster", "shop", "-U", node.Url);

        shown.ShouldContain($"  nodes           {node.Url}/api");
        shown.ShouldContain("Do it? [y/N]");
        code.ShouldBe(exitCode, shown);
        node.Requests.Count.ShouldBe(requests);
    }

    [Theory]
    [InlineData("xterm", "+ db-2:3306 \e[31m[null,nonreplicating,8.0.36,ro]\e[0m")]
    [InlineData("dumb", "+ db-2:3306 [null,nonreplicating,8.0.36,ro]")]
    public async Task Terminal_Topology_HasColoursWhereThereAreSome(string term, string line)
    {
        using var node = StubNode.Answering("topology/shop", """{"Code":"OK","Message":"","Details":"+ db-2:3306 [null,nonreplicating,8.0.36,ro]"}""");

        var (code, shown) = await RunAsync("", term, "topology", "shop", "-U", node.Url);

        code.ShouldBe(0, shown);
        shown.ShouldContain(line);
    }

    [Fact]
    public async Task Terminal_SlowCall_ShowsWhatItWaitsFor()
    {
        using var node = new SilentNode();

        var (code, shown) = await RunAsync("", "xterm", "clusters", "-U", node.Url, "--timeout", "5s");

        code.ShouldBe(3, shown);
        shown.ShouldContain("asking 1 node for the leader (1.");
        shown.ShouldContain("\e[Kham4db-client: clusters-info: no node led within 5 s");
    }

    private static async Task<(int ExitCode, string Shown)> RunAsync(string typed, string term, params string[] arguments)
    {
        var (program, all) = ClientProgram.Command(arguments);
        var command = string.Join(' ', all.Prepend(program));

        // What is typed waits in the pipe; the end of the pipe is the end of the input.
        var process = ChildProcess.Start(
            "script",
            "/bin/bash",
            ["-c", $"printf '%s\\n' \"$1\" | exec script -qec \"$2\" /dev/null", "bash", typed, command],
            new Dictionary<string, string?> { ["TERM"] = term, ["NO_COLOR"] = null, ["HAM4DB_API"] = null, ["HAM4DB_CONTEXT"] = null });
        await using (process)
        {
            var exitCode = await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            return (exitCode, string.Join('\n', process.Output));
        }
    }
}
