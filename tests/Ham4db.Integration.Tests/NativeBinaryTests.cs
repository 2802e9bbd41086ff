using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>The command line program as it ships: one native file.</summary>
public sealed class NativeBinaryTests
{
    [Fact]
    public async Task Publish_OfTheClient_GivesNoWarning_AndTheBinaryRuns()
    {
        using var directory = new TemporaryDirectory("native");
        var compiler = ProgramPath.Find("clang") is null ? new[] { "-p:CppCompilerAndLinker=gcc" } : [];

        // Own artifacts: the tests that run beside this one use the ordinary build output.
        await using var publish = ChildProcess.Start(
            "dotnet publish", DotNetProgram.Path,
            [
                "publish", Path.Combine(RepositoryRoot.Find(), "Ham4db.Client.Cli"), "--configuration", "Release", "--runtime", RuntimeId,
                "--artifacts-path", directory.Combine("artifacts"), "--output", directory.Combine("out"), "--nologo", .. compiler,
            ]);
        var published = await publish.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(8));
        published.ShouldBe(0, publish.Tail(40));
        publish.Output.ShouldNotContain(line => line.Contains("warning", StringComparison.OrdinalIgnoreCase));

        await using var binary = ChildProcess.Start("ham4db-client", directory.Combine("out/ham4db-client"), ["--version"]);
        (await binary.WaitForExitAsync()).ShouldBe(0, binary.Tail());
        binary.Output.ShouldHaveSingleItem().ShouldStartWith("ham4db-client 0.");

        await using var refused = ChildProcess.Start("ham4db-client", directory.Combine("out/ham4db-client"), ["-c", "clusters", "-U", "http://127.0.0.1:1", "--timeout", "1s"]);
        (await refused.WaitForExitAsync()).ShouldNotBe(0);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("http://127.0.0.1:1");
    }

    private static string RuntimeId => System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
}
