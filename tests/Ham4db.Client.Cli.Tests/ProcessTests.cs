using System.Diagnostics;
using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>The built program as a process: what only a real process has.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Program_Command_PrintsTheReplyAsUtf8()
    {
        using var node = StubNode.Answering("topology/bücher", """{"Code":"OK","Message":"","Details":"grp-1:3306 [0s]\n‡ grp-2:3306 [0s]"}""");

        var result = await CliProcess.RunAsync(node.Url, ["topology", "bücher"], new Dictionary<string, string?> { ["LC_ALL"] = "C" });

        result.ShouldBe(new Testing.CliResult(0, "grp-1:3306 [0s]\n‡ grp-2:3306 [0s]", ""));
    }

    [Fact]
    public async Task Program_WrongUsage_ExitsWith2()
    {
        var result = await CliProcess.RunAsync("http://127.0.0.1:1", ["-c", "whch-master"]);

        result.ShouldBe(new Testing.CliResult(2, "", "ham4db-client: unknown command \"whch-master\": did you mean which-master?"));
    }

    [Fact]
    public async Task Program_InterruptSignal_ExitsWith130()
    {
        using var node = new SilentNode();
        var process = ChildProcess.Start(
            "ham4db-client",
            DotNetProgram.Path,
            ["exec", RepositoryRoot.BuiltAssembly("Ham4db.Client.Cli", "ham4db-client"), "clusters", "-U", node.Url]);
        await using (process)
        {
            await node.ConnectedAsync();

            Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            var exitCode = await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

            exitCode.ShouldBe(130);
            process.Errors.ShouldBe(["ham4db-client: interrupted"]);
        }
    }
}
