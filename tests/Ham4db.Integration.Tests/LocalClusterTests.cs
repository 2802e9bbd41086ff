using System.Text.RegularExpressions;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>The command that a newcomer runs first.</summary>
public sealed partial class LocalClusterTests
{
    [Theory]
    [InlineData("--fleet")]
    [InlineData("--mariadb")]
    public async Task Tour_ShowsTopologyAndBothLeaders_AndNoFailedCall(string source)
    {
        await using var process = Start("--tour", source);

        var exitCode = await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));

        var output = string.Join('\n', process.Output);
        exitCode.ShouldBe(0, process.Tail(60));
        output.Split('\n').Count(line => line.Contains("+ 127.0.0.1:", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        output.ShouldContain("leader");
        output.ShouldContain("0 failed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StayingUp_StoppedOrKilled_LeavesNoNodeAndNoFile(bool inGoodOrder)
    {
        await using var process = Start("--fleet");
        await Eventually.BecomesTrueAsync(
            "the commands to be shown",
            () => process.HasExited || process.Output.Any(line => line.StartsWith("kill -9", StringComparison.Ordinal)),
            TimeSpan.FromMinutes(1));
        var nodes = process.Output.Select(line => NodeProcess().Match(line)).Where(match => match.Success)
            .Select(match => "/proc/" + match.Groups[1].Value).Distinct().ToList();
        var directories = nodes.Select(node => new DirectoryInfo(node + "/cwd").LinkTarget!).ToList();
        nodes.Count.ShouldBe(3, process.Tail(40));

        if (inGoodOrder)
        {
            (await process.StopAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
            process.ExitCode.ShouldBe(0);
        }
        else
        {
            await process.KillAsync();
        }

        await Eventually.SeeAsync(
            "nodes and files to be gone",
            _ => Task.FromResult(nodes.Concat(directories).Where(Directory.Exists).ToList()),
            left => left.Count == 0);
    }

    [Theory]
    [InlineData("--frob", "--frob")]
    [InlineData("exclude each other", "--fleet", "--mariadb")]
    public async Task BadOptions_AreOneLine_AndExitCode2(string word, params string[] arguments)
    {
        await using var process = Start(arguments);

        (await process.WaitForExitAsync()).ShouldBe(2);

        process.Errors.ShouldHaveSingleItem().ShouldContain(word);
        process.Output.ShouldBeEmpty();
    }

    private static ChildProcess Start(params string[] arguments) => ChildProcess.Start(
        "LocalCluster", DotNetProgram.Path,
        ["exec", RepositoryRoot.BuiltAssembly("samples/LocalCluster", "LocalCluster"), .. arguments],
        new Dictionary<string, string?> { ["NO_COLOR"] = "1" });

    [GeneratedRegex(@"process (\d+)")]
    private static partial Regex NodeProcess();
}
