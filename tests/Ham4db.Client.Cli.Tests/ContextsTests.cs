using System.Text;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>Named endpoints and credentials in a file that is its owner's alone.</summary>
public sealed class ContextsTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    private string FilePath => Path.Combine(_home.FullPath, "ham4db", "contexts.json");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Contexts_NoneYet_IsAnEmptyList()
    {
        (await RunAsync("contexts")).ShouldBe(new CliResult(0, "", ""));
        (await RunAsync("contexts list --output json")).ShouldBe(new CliResult(0, "[]\n", ""));
        File.Exists(FilePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Add_SeveralContexts_AreListedByName()
    {
        await RunAsync("contexts add west -U http://db-9:3000");
        var added = await RunAsync("contexts add east -U", "http://db-1:3000/ db-2:3000", "-b", "bob:s3cret");

        added.ShouldBe(new CliResult(0, "name: east\ncurrent: no\nendpoints: http://db-1:3000/api http://db-2:3000/api\nuser: bob\npassword: ********\n", ""));
        (await RunAsync("contexts")).Output.ShouldBe("  east http://db-1:3000/api http://db-2:3000/api\n  west http://db-9:3000/api\n");
        (await RunAsync("contexts use west")).ExitCode.ShouldBe(0);
        (await RunAsync("contexts list --output table")).Output.ShouldBe("""
            NAME  CURRENT  ENDPOINTS                                  USER
            east  no       http://db-1:3000/api,http://db-2:3000/api  bob
            west  yes      http://db-9:3000/api                       -

            """);
    }

    [Fact]
    public async Task Secrets_AreNeverPrinted()
    {
        await RunAsync("contexts add east -U http://bob:s3cret@db-1:3000");

        foreach (var output in new[] { "text", "json", "table" })
        {
            var shown = await RunAsync($"contexts show east --output {output}");
            var listed = await RunAsync($"contexts list --output {output}");

            (shown.ToString() + listed).ShouldNotContain("s3cret");
            shown.Output.ShouldContain("********");
        }
    }

    [Fact]
    public async Task File_AfterEachChange_IsItsOwnersAlone()
    {
        await RunAsync("contexts add east -U http://db-1:3000 -b bob:s3cret");
        await RunAsync("contexts use east");

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.GetFiles(Path.GetDirectoryName(FilePath)!).ShouldBe([FilePath]);
    }

    [Fact]
    public async Task File_ThatOthersMayRead_IsRefused()
    {
        await RunAsync("contexts add east -U http://db-1:3000 -b bob:s3cret");
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        foreach (var arguments in new[] { "clusters --context east", "contexts", "contexts use east" })
        {
            (await RunAsync(arguments)).ShouldBe(new CliResult(
                2, "", $"ham4db-client: {FilePath} holds credentials, and others may read it (mode 644): run chmod 600 {FilePath}\n"));
        }
    }

    [Theory]
    [InlineData("{ \"contexts\": {", "is no valid file of contexts")]
    [InlineData("[]", "is no valid file of contexts")]
    [InlineData("{ \"contexts\": { \"east\": {} } }", "the context east has no endpoints")]
    [InlineData("{ \"contexts\": { \"east\": { \"endpoints\": [null] } } }", "the context east has no endpoints")]
    [InlineData("{ \"contexts\": { \"east\": null } }", "the context east has no endpoints")]
    public async Task File_ThatIsBroken_IsNamed(string content, string said)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, content);
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var result = await RunAsync("clusters --context east");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Error.ShouldStartWith($"ham4db-client: {FilePath}");
        result.Error.ShouldContain(said);
    }

    [Fact]
    public async Task Add_FileThatIsALink_IsWrittenWhereItPoints()
    {
        var kept = Path.Combine(_home.FullPath, "kept.json");
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.CreateSymbolicLink(FilePath, kept);

        await RunAsync("contexts add east -U http://db-1:3000");

        new FileInfo(FilePath).LinkTarget.ShouldBe(kept);
        (await File.ReadAllTextAsync(kept)).ShouldContain("http://db-1:3000/api");
    }

    [Fact]
    public async Task Remove_TheCurrentOne_LeavesNoneCurrent()
    {
        await RunAsync("contexts add east -U http://db-1:3000");
        await RunAsync("contexts use east");

        (await RunAsync("contexts remove east")).ExitCode.ShouldBe(0);

        (await RunAsync("contexts")).Output.ShouldBeEmpty();
        (await RunAsync("contexts show")).ShouldBe(new CliResult(
            2, "", "ham4db-client: no context is current: write ham4db-client contexts show NAME, or choose one with ham4db-client contexts use NAME\n"));
    }

    [Theory]
    [InlineData("contexts add", "name must be provided for contexts add, for example: ham4db-client contexts add east -U http://db-1:3000")]
    [InlineData("contexts add east", "endpoints must be provided for contexts add (-U URLS), for example: ham4db-client contexts add east -U \"http://db-1:3000 http://db-2:3000\"")]
    [InlineData("contexts add a/b -U http://db-1:3000", "\"a/b\" is no name for a context: use letters, digits, dots, dashes and underscores")]
    [InlineData("contexts add east -U db-1", "endpoint \"db-1\" is no http or https URL: write for example http://db-1:3000, in HAM4DB_API or after -U")]
    [InlineData("contexts add east -U http://db-1:3000 -b bob", "the password of bob must be provided: give it on standard input with --password-stdin; -b bob: means none")]
    [InlineData("contexts add east -U http://db-1:3000 --password-stdin", "--password-stdin gives the password of a user: name the user, -b USER")]
    [InlineData("contexts add east -U http://db-1:3000 -b bob --password-stdin", "the password must be provided: standard input ended before it")]
    [InlineData("contexts add east -U http://db-1:3000 --ca-file /nonexistent/ca.pem", "there is no file /nonexistent/ca.pem (--ca-file)")]
    [InlineData("contexts use", "name must be provided for contexts use, for example: ham4db-client contexts use east")]
    [InlineData("contexts list east", "contexts list takes no name: write ham4db-client contexts show east")]
    [InlineData("contexts ad east", "contexts cannot \"ad\": did you mean add?")]
    [InlineData("contexts xyzzy", "contexts cannot \"xyzzy\": there are list, add, use, show and remove")]
    public async Task Contexts_WrongUsage_IsSaidAndNothingIsWritten(string arguments, string message)
    {
        (await RunAsync(arguments)).ShouldBe(new CliResult(2, "", $"ham4db-client: {message}\n"));
        File.Exists(FilePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Context_Unknown_NamesTheNearest()
    {
        await RunAsync("contexts add east -U http://db-1:3000");

        (await RunAsync("clusters --context eats")).Error.ShouldBe($"ham4db-client: {FilePath} has no context \"eats\" (--context): did you mean east?\n");
        (await RunAsync("clusters --context production")).Error.ShouldBe($"ham4db-client: {FilePath} has no context \"production\" (--context): there are east\n");
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public async Task Add_PasswordAndTokenTyped_AreSentAndNotShown()
    {
        using var node = StubNode.Answering("clusters-info", "[]");

        var added = await Cli.RunAsync(Home(), ["contexts", "add", "east", "-U", node.Url, "-b", "bob", "--token-stdin"], surround: Terminals.Typing("s3cret"));
        await RunAsync("clusters --context east");

        added.Error.ShouldBe("Password: \nToken: \n");
        added.Output.ShouldNotContain("s3cret");
        var sent = node.Requests.ShouldHaveSingleItem().Headers;
        sent["Authorization"].ShouldBe(Basic("bob:s3cret"));
        sent["Cookie"].ShouldContain("s3cret");
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public async Task Add_PasswordFromStandardInput_IsKept()
    {
        using var node = StubNode.Answering("clusters-info", "[]");

        var added = await Cli.RunAsync(
            Home(), ["contexts", "add", "east", "-U", node.Url, "-b", "bob", "--password-stdin"], surround: shell => shell with { ReadLine = () => "pass word" });
        await RunAsync("clusters --context east");

        added.Error.ShouldBeEmpty();
        node.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe(Basic("bob:pass word"));
    }

    [Theory]
    [InlineData("", "", "current")]
    [InlineData("", "HAM4DB_API", "environment")]
    [InlineData("", "HAM4DB_API HAM4DB_CONTEXT", "named")]
    [InlineData("--context asked", "HAM4DB_API HAM4DB_CONTEXT", "asked")]
    [InlineData("-U", "HAM4DB_API HAM4DB_CONTEXT", "option")]
    [InlineData("-U --context asked", "HAM4DB_API HAM4DB_CONTEXT", "option")]
    public async Task Endpoints_FromSeveralPlaces_AreThoseOfTheFirst(string options, string variables, string expected)
    {
        var nodes = new[] { "current", "environment", "named", "asked", "option" }.ToDictionary(name => name, _ => StubNode.Answering("clusters-info", "[]"));
        foreach (var name in new[] { "current", "named", "asked" })
        {
            await RunAsync($"contexts add {name} -U {nodes[name].Url} -b {name}:secret");
        }

        await RunAsync("contexts use current");
        var environment = new Dictionary<string, string>(Home()) { ["HAM4DB_AUTH_USER"] = "environment", ["HAM4DB_AUTH_PASSWORD"] = "secret" };
        foreach (var variable in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            environment[variable] = variable == "HAM4DB_API" ? nodes["environment"].Url : "named";
        }

        var arguments = $"clusters {options}".Replace("-U", $"-U {nodes["option"].Url}", StringComparison.Ordinal);
        var result = await Cli.RunAsync(environment, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.ExitCode.ShouldBe(0, result.ToString());
        nodes.Where(node => node.Value.AllRequests.Count > 0).Select(node => node.Key).ShouldBe([expected]);
        var user = options == "-U" ? "environment" : options.Contains("asked", StringComparison.Ordinal) ? "asked" : expected;
        nodes[expected].Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe(Basic($"{user}:secret"));
        foreach (var node in nodes.Values)
        {
            node.Dispose();
        }
    }

    [Fact]
    public async Task Context_CredentialsRefused_SaysWhose()
    {
        using var node = StubNode.Answering("clusters-info", "Not Authorized", System.Net.HttpStatusCode.Unauthorized);
        await RunAsync($"contexts add east -U {node.Url} -b bob:wrong");

        var result = await RunAsync("clusters --context east --timeout 5s");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Error.ShouldEndWith("; check the credentials of the context east, or -b\n");
    }

    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, mode);
        }
    }

    private static string Basic(string text) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";

    private Dictionary<string, string> Home() => new() { ["XDG_CONFIG_HOME"] = _home.FullPath };

    private Task<CliResult> RunAsync(string arguments, params string[] further) => Cli.RunAsync(Home(), [.. arguments.Split(' '), .. further]);
}
