using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>What a server says that cannot start: one line that names the thing and what to do, exit code 1, nothing changed.</summary>
public sealed class ServerStartTests
{
    [Theory]
    [InlineData("""{"InstancePollSeconds": "often"}""", "InstancePollSeconds", "often")]
    [InlineData("""{"InstancePollSeconds": -1}""", "InstancePollSeconds", "-1")]
    [InlineData("""{"RaftEnabeld": true}""", "RaftEnabeld", "RaftEnabled")]
    [InlineData("""{"ListenAddress": "127.0.0.1:99999"}""", "ListenAddress", "99999")]
    [InlineData("""{"DiscoverySeeds": "db-1"}""", "DiscoverySeeds", "list")]
    [InlineData("""{"RaftEnabled": true}""", "RaftDataDir", "")]
    [InlineData("""{"BackendDB": "mysql"}""", "BackendDB", "MySQLOrchestratorHost")]
    [InlineData("""{"AuthenticationMethod": "token"}""", "AuthenticationMethod", "token")]
    [InlineData("""{"SQLite3DataFile": """, "", "line 1")]
    [InlineData("""["not", "an", "object"]""", "", "object")]
    public async Task BadConfiguration_IsOneLine_AndExitCodeOne(string file, string key, string word)
    {
        using var directory = new TemporaryDirectory("badconfig");
        var path = directory.Combine("ham4db.conf.json");
        await File.WriteAllTextAsync(path, file);

        var (exitCode, error) = await RunAsync(directory, "--config", path);

        exitCode.ShouldBe(1);
        var line = error.ShouldHaveSingleItem();
        line.ShouldStartWith("ham4db-server: ");
        line.ShouldContain(key);
        line.ShouldContain(word, Case.Insensitive);
        Directory.EnumerateFiles(directory.FullPath).ShouldBe([path]);
    }

    [Fact]
    public async Task MissingConfigurationFile_IsNamed()
    {
        using var directory = new TemporaryDirectory("noconfig");

        var (exitCode, error) = await RunAsync(directory, "--config", directory.Combine("absent.json"));

        exitCode.ShouldBe(1);
        error.ShouldHaveSingleItem().ShouldContain("absent.json");
    }

    [Fact]
    public async Task UnknownArgument_IsNamed()
    {
        using var directory = new TemporaryDirectory("badargument");

        var (exitCode, error) = await RunAsync(directory, "--confg", "x");

        exitCode.ShouldBe(1);
        error.ShouldHaveSingleItem().ShouldContain("--confg");
    }

    [Fact]
    public async Task PortInUse_IsNamed()
    {
        await using var first = new ServerProcess();
        await first.StartAsync();
        await using var second = new ServerProcess(new JsonObject { ["ListenAddress"] = first.Address.Authority });

        var process = await second.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        var line = process.Errors.ShouldHaveSingleItem();
        line.ShouldContain(first.Address.Authority);
        line.ShouldContain("in use");
    }

    [Fact]
    public async Task SameDataFile_IsRefused_AndTheFirstGoesOn()
    {
        await using var first = new ServerProcess();
        await first.StartAsync();
        var file = first.Configuration["SQLite3DataFile"]!.GetValue<string>();
        await using var second = new ServerProcess(new JsonObject { ["SQLite3DataFile"] = file });

        var process = await second.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        process.Errors.ShouldHaveSingleItem().ShouldContain(file);
        (await first.GetAsync("leader-check")).ShouldBe("\"OK\"");
    }

    [Fact]
    public async Task DirectoryThatCannotBeWritten_IsNamed()
    {
        using var directory = new TemporaryDirectory("readonly");
        var file = directory.Combine("a-file");
        await File.WriteAllTextAsync(file, "not a directory");
        await using var node = new ServerProcess(new JsonObject { ["SQLite3DataFile"] = Path.Combine(file, "ham4db.sqlite3") });

        var process = await node.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        process.Errors.ShouldHaveSingleItem().ShouldContain(file);
    }

    [Fact]
    public async Task NotADatabase_IsNamed_AndLeftAlone()
    {
        await using var node = new ServerProcess();
        var file = node.Configuration["SQLite3DataFile"]!.GetValue<string>();
        var content = string.Concat(Enumerable.Repeat("this is no database. ", 500));
        await File.WriteAllTextAsync(file, content);

        var process = await node.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        process.Errors.ShouldHaveSingleItem().ShouldContain(file);
        (await File.ReadAllTextAsync(file)).ShouldBe(content);
    }

    private static async Task<(int ExitCode, IReadOnlyList<string> Error)> RunAsync(TemporaryDirectory directory, params string[] arguments)
    {
        await using var process = ChildProcess.Start(
            "ham4db-server", DotNetProgram.Path, ["exec", RepositoryRoot.BuiltAssembly("Ham4db.Server", "ham4db-server"), .. arguments],
            workingDirectory: directory.FullPath);
        var exitCode = await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (exitCode, process.Errors);
    }
}
