using Ham4db.Integration.Tests.HighAvailability;
using Ham4db.Integration.Tests.Samples;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>The program in the hands of a shell: the lines of <c>tests/shell/typical-lines.sh</c> against a cluster, under both names.</summary>
[Collection(Alone.Name)]
public sealed class ShellTests(SimulatedCluster cluster) : IClassFixture<SimulatedCluster>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("ham4db-client")]
    [InlineData("orchestrator-client")]
    public async Task TypicalLines_UnderEachName_PrintWhatScriptsRelyOn(string name)
    {
        using var programs = new TemporaryDirectory("names");
        ClientProgram.Install(programs.Combine(name));
        var replicas = cluster.All.Where(address => address != cluster.Master.Address);

        await using var shell = ChildProcess.Start(
            "typical-lines.sh", "/usr/bin/env",
            ["bash", Path.Combine(RepositoryRoot.Find(), "tests", "shell", "typical-lines.sh"), name, cluster.Master.Address, .. replicas],
            new Dictionary<string, string?>
            {
                ["HAM4DB_API"] = cluster.Servers.ApiVariable,
                ["PATH"] = $"{programs.FullPath}:{Environment.GetEnvironmentVariable("PATH")}",
            });
        var exitCode = await shell.WaitForExitAsync().WaitAsync(Longest);

        shell.Output.ShouldNotContain(line => line.StartsWith("not ok", StringComparison.Ordinal), shell.Tail(60));
        exitCode.ShouldBe(0, shell.Tail(60));
        shell.Errors.ShouldBeEmpty();
        shell.Output.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(20);
    }
}
