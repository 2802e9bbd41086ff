using System.Diagnostics;
using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>The program as a process: what only a real process has.</summary>
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
    public async Task Program_LinkedUnderTheOtherName_SpeaksAsThatOne()
    {
        var (program, arguments) = ClientProgram.Command();
        if (arguments.Count > 0)
        {
            // Built, not published: the host beside the assembly is what is linked.
            program = Path.ChangeExtension(arguments[^1], null);
        }

        using var folder = new TemporaryDirectory("names");
        var link = folder.Combine("orchestrator-client");
        File.CreateSymbolicLink(link, program);
        await using var process = ChildProcess.Start(
            "orchestrator-client", link, ["-c", "whch-master"], new Dictionary<string, string?> { ["DOTNET_ROOT"] = Path.GetDirectoryName(DotNetProgram.Path) });

        var exitCode = await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        process.Errors.ShouldBe(["orchestrator-client: unknown command \"whch-master\": did you mean which-master?"]);
        exitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Program_InterruptSignal_ExitsWith130()
    {
        using var node = new SilentNode();
        var (program, arguments) = ClientProgram.Command("clusters", "-U", node.Url);
        var process = ChildProcess.Start("ham4db-client", program, arguments);
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
