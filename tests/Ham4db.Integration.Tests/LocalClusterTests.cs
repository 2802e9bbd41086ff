using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>The command that a newcomer runs first.</summary>
public sealed class LocalClusterTests
{
    [Theory]
    [InlineData("--fleet")]
    [InlineData("--mariadb")]
    public async Task Tour_ShowsTopologyAndBothLeaders_AndNoFailedCall(string source)
    {
        await using var process = ChildProcess.Start(
            "LocalCluster", DotNetProgram.Path,
            ["exec", RepositoryRoot.BuiltAssembly("samples/LocalCluster", "LocalCluster"), "--tour", source],
            new Dictionary<string, string?> { ["NO_COLOR"] = "1" });

        var exitCode = await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));

        var output = string.Join('\n', process.Output);
        exitCode.ShouldBe(0, process.Tail(60));
        output.Split('\n').Count(line => line.Contains("+ 127.0.0.1:", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        output.ShouldContain("leader");
        output.ShouldContain("0 failed");
    }
}
