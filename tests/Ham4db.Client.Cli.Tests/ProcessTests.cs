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

    [Theory]
    [InlineData("INT", "clusters", 130, "interrupted")]
    [InlineData("TERM", "clusters", 143, "interrupted")]
    [InlineData("INT", "forget db-1", 130, "interrupted before forget was sent; nothing was changed")]
    public async Task Program_SignalWhileTheLeaderIsSearched_SaysThatNothingWasChanged(string signal, string command, int expected, string message)
    {
        using var node = new SilentNode();
        var (program, arguments) = ClientProgram.Command([.. command.Split(' '), "-U", node.Url]);
        var process = ChildProcess.Start("ham4db-client", program, arguments);
        await using (process)
        {
            await node.ConnectedAsync();

            (await EndAsync(process, signal)).ShouldBe(expected);
            process.Errors.ShouldBe([$"ham4db-client: {message}"]);
        }
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Program_SignalWhileAChangeIsUnderWay_SaysThatItMayHaveBeenMade(string signal, int expected)
    {
        using var asked = new SemaphoreSlim(0);
        using var end = new ManualResetEventSlim();
        using var node = new StubNode(request =>
        {
            if (request.Path.StartsWith("forget/", StringComparison.Ordinal))
            {
                asked.Release();
                end.Wait(TimeSpan.FromSeconds(60));
            }

            return StubReply.NoSuchRoute;
        });
        var (program, arguments) = ClientProgram.Command("forget", "db-1", "-U", node.Url);
        var process = ChildProcess.Start("ham4db-client", program, arguments);
        await using (process)
        {
            (await asked.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue();

            (await EndAsync(process, signal)).ShouldBe(expected);
            end.Set();
            process.Errors.ShouldBe(["ham4db-client: interrupted: forget may have been carried out; look before you repeat it"]);
        }
    }

    [Fact]
    public async Task Program_ReaderGoesAway_EndsQuietlyAs141()
    {
        using var node = StubNode.Answering("clusters-info", $"[{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"{{\"ClusterName\":\"db-{i}.example.com:3306\"}}"))}]");

        var result = await ShellAsync($"{Quoted("clusters", "-U", node.Url)} | head -1; echo \"${{PIPESTATUS[0]}}\"");

        result.ShouldBe(new Testing.CliResult(0, "db-0.example.com:3306\n141", ""));
    }

    [Theory]
    [InlineData("closed", ">&-")]
    [InlineData("full", "> /dev/full")]
    public async Task Program_OutputCannotBeWritten_IsOneLine(string what, string redirection)
    {
        using var node = StubNode.Answering("clusters-info", """[{"ClusterName":"db-1:3306"}]""");

        var result = await ShellAsync($"{Quoted("clusters", "-U", node.Url)} {redirection}");

        result.ExitCode.ShouldBe(1, $"{what}: {result}");
        result.StandardOutput.ShouldBeEmpty();
        result.StandardError.ShouldStartWith("ham4db-client: cannot write to standard output: ");
        result.StandardError.ShouldNotContain('\n');
    }

    [Fact]
    public async Task Program_OutputAppendedToAFile_KeepsWhatIsThere()
    {
        using var folder = new TemporaryDirectory();
        using var node = StubNode.Answering("clusters-info", """[{"ClusterName":"db-1:3306"}]""");
        var file = folder.Combine("out");

        await ShellAsync($"( echo before; {Quoted("clusters", "-U", node.Url)}; echo after ) > {file}");

        (await File.ReadAllTextAsync(file)).ShouldBe("before\ndb-1:3306\nafter\n");
    }

    private static async Task<int> EndAsync(ChildProcess process, string signal)
    {
        Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        return await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static string Quoted(params string[] arguments)
    {
        var (program, all) = ClientProgram.Command(arguments);
        return string.Join(' ', all.Prepend(program).Select(each => $"'{each}'"));
    }

    private static async Task<Testing.CliResult> ShellAsync(string line)
    {
        var process = ChildProcess.Start("bash", "/bin/bash", ["-c", line]);
        await using (process)
        {
            var exitCode = await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            return new Testing.CliResult(exitCode, string.Join('\n', process.Output), string.Join('\n', process.Errors));
        }
    }
}
