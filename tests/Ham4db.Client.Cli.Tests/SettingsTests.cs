using System.Text;

namespace Ham4db.Client.Cli.Tests;

/// <summary>What comes from the environment, the profile and the options, and which wins.</summary>
public sealed class SettingsTests
{
    private static StubNode Node() => new(request => request.Path switch
    {
        "clusters-info" => new StubReply("[]"),
        "instance/db-1/3306" => new StubReply("""{"Key":{"Hostname":"db-1","Port":3306}}"""),
        "instance/db-2/3306" => new StubReply("""{"Key":{"Hostname":"db-2","Port":3306}}"""),
        "downtimed" => new StubReply("[]"),
        "tagged" => new StubReply("[]"),
        _ => StubReply.NoSuchRoute,
    });

    [Theory]
    [InlineData("HAM4DB_API")]
    [InlineData("ORCHESTRATOR_API")]
    public async Task Api_InTheEnvironment_IsAsked(string name)
    {
        using var node = Node();

        var result = await Cli.RunAsync(new Dictionary<string, string> { [name] = node.Url }, ["clusters"]);

        result.ShouldBe(new CliResult(0, "", ""));
        node.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Api_EmptyHam4dbVariable_LeavesTheOtherOne()
    {
        using var node = Node();

        var result = await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = "", ["ORCHESTRATOR_API"] = node.Url }, ["clusters", "-U", ""]);

        result.ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    public async Task Api_Option_WinsOverTheEnvironment()
    {
        using var node = Node();
        using var other = Node();

        await Cli.RunAsync(other, "clusters", "-api", node.Url);

        node.Requests.Count.ShouldBe(1);
        other.AllRequests.ShouldBeEmpty();
    }

    [Theory]
    [Trait(Cli.Runs, Cli.Here)]
    [InlineData("/etc/profile.d/ham4db-client.sh", "HAM4DB_API")]
    [InlineData("/etc/profile.d/orchestrator-client.sh", "ORCHESTRATOR_API")]
    public async Task Api_InTheProfile_IsAsked(string path, string name)
    {
        using var node = Node();

        var result = await Cli.RunAsync(
            new Dictionary<string, string> { [name] = "http://127.0.0.1:1" }, ["clusters"], file => file == path ? $"export {name}=\"{node.Url}\"\n" : null);

        result.ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public async Task Profile_LineForAShell_IsSaidAndTheCommandGoesOn()
    {
        using var node = Node();

        var result = await Cli.RunAsync(
            new Dictionary<string, string> { ["HAM4DB_API"] = node.Url }, ["clusters"], file => "HAM4DB_AUTH_PASSWORD=$(cat /run/secret)\n");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldStartWith("ham4db-client: /etc/profile.d/ham4db-client.sh line 1: HAM4DB_AUTH_PASSWORD is set by more than a plain value");
    }

    [Theory]
    [InlineData("instance", "db-1:3306\n")]
    [InlineData("instance -i db-2", "db-2:3306\n")]
    [InlineData("instance db-2", "db-2:3306\n")]
    public async Task Instance_InTheEnvironment_IsTheDefault(string arguments, string output)
    {
        using var node = Node();

        var result = await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url, ["HAM4DB_INSTANCE"] = "db-1" }, arguments.Split(' '));

        result.ShouldBe(new CliResult(0, output, ""));
    }

    [Theory]
    [InlineData("downtimed", "downtimed")]
    [InlineData("tagged -t role", "tagged?tag=role")]
    public async Task Instance_InTheEnvironment_NarrowsNoListing(string arguments, string target)
    {
        using var node = Node();

        await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url, ["HAM4DB_INSTANCE"] = "db-1" }, arguments.Split(' '));

        node.Requests.ShouldHaveSingleItem().Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("bob", "pass word", "")]
    [InlineData("", "", "-b bob:pass word")]
    [InlineData("alice", "other", "--auth=bob:pass word")]
    public async Task BasicAuthentication_Given_IsSent(string user, string password, string option)
    {
        using var node = Node();
        var variables = new Dictionary<string, string> { ["HAM4DB_API"] = node.Url, ["HAM4DB_AUTH_USER"] = user, ["ORCHESTRATOR_AUTH_PASSWORD"] = password };

        await Cli.RunAsync(variables, ["clusters", .. option.Length == 0 ? [] : option.StartsWith("--", StringComparison.Ordinal) ? new[] { option } : option.Split(' ', 2)]);

        node.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("bob:pass word"))}");
    }

    [Fact]
    public async Task BasicAuthentication_InTheUrl_IsSentAndNotPrinted()
    {
        using var node = Node();
        var url = node.Url.Replace("http://", "http://bob:secret@", StringComparison.Ordinal);

        var result = await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = url }, ["clusters"]);
        var api = await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = url }, ["which-api"]);

        result.ExitCode.ShouldBe(0);
        node.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("bob:secret"))}");
        api.Output.ShouldBe($"{node.Url}/api\n");
    }

    [Theory]
    [InlineData("X-Forwarded-User:bob")]
    [InlineData("X-Forwarded-User: bob")]
    public async Task HeaderAuthentication_Given_IsSent(string header)
    {
        using var node = Node();

        await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url, ["HAM4DB_AUTH_USER_HEADER"] = header }, ["clusters"]);

        node.Requests.ShouldHaveSingleItem().Headers["X-Forwarded-User"].ShouldBe("bob");
    }
}
