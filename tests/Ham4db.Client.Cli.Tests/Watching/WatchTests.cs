using System.Net;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests.Watching;

/// <summary>What <c>watch</c> shows while things change, into a pipe and on a terminal, and that Ctrl-C is its good end.</summary>
[Trait(Cli.Runs, Cli.Here)]
public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _interrupted = new();
    private readonly LiveOutput _output = new();
    private readonly LiveOutput _errors = new();

    public void Dispose()
    {
        _interrupted.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Theory]
    [InlineData("watch topology shop")]
    [InlineData("watch shop")]
    [InlineData("watch -a shop")]
    public async Task Topology_IntoAPipe_IsPrintedWhenItChanges(string arguments)
    {
        var drawing = "db-1:3306 [ok]";
        using var node = Drawing(() => Volatile.Read(ref drawing));
        var run = RunAsync(node.Url, $"{arguments} --interval 20ms");

        await SeesAsync("db-1:3306 [ok]\n");
        await Eventually.BecomesTrueAsync("several looks", () => node.Requests.Count > 4, Room);
        Volatile.Write(ref drawing, "db-2:3306 [ok]");
        await SeesAsync("db-2:3306 [ok]\n");
        var result = await EndAsync(run);

        result.ExitCode.ShouldBe(0);
        var blocks = _output.Text.Split("\n\n");
        blocks.Length.ShouldBe(2);
        blocks[0].ShouldMatch($"^[0-9:]{{8}}  shop  leader {node.Url}\ndb-1:3306 \\[ok\\]$");
    }

    [Fact]
    public async Task Topology_NodeThatFails_IsStaleAndThenFreshAgain()
    {
        var fails = false;
        using var node = new StubNode(request => request.Path != "topology/shop" ? StubReply.NoSuchRoute
            : Volatile.Read(ref fails) ? new StubReply("""{"Code":"ERROR","Message":"the backend is away","Details":null}""", HttpStatusCode.InternalServerError)
            : new StubReply("""{"Code":"OK","Message":"","Details":"db-1:3306 [ok]"}"""));
        var run = RunAsync(node.Url, "watch shop --interval 20ms");

        await SeesAsync("db-1:3306 [ok]\n");
        Volatile.Write(ref fails, true);
        await Eventually.BecomesTrueAsync("the tree to be stale", () => _errors.Text.Contains("stale since", StringComparison.Ordinal), Room);
        Volatile.Write(ref fails, false);
        await Eventually.BecomesTrueAsync("the tree to be seen again", () => _errors.Text.Contains("seen again", StringComparison.Ordinal), Room);

        (await EndAsync(run)).ExitCode.ShouldBe(0);
        _errors.Text.ShouldContain("the backend is away");
    }

    [Fact]
    public async Task Topology_OnATerminal_IsDrawnInPlaceWithinTheWindow()
    {
        using var node = Drawing(() => string.Join('\n', Enumerable.Range(1, 40).Select(each => $"db-{each}:3306 {new string('x', 100)}")));
        var run = RunAsync(node.Url, "watch shop --interval 20ms", shell => shell with { OutputTerminal = Terminals.Plain(width: 40) });

        await Eventually.BecomesTrueAsync("three pictures", () => _output.Text.Split("\e[H").Length > 3, Room);
        var result = await EndAsync(run);

        result.ExitCode.ShouldBe(0);
        var pictures = _output.Text.Split("\e[H");
        pictures[0].ShouldBe("\e[?1049h\e[?25l");
        var lines = pictures[1].Split("\r\n").Select(line => line.Replace("\e[K", "", StringComparison.Ordinal).Replace("\e[J", "", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(24);
        lines.ShouldAllBe(line => line.Length <= 40);
        lines[^1].ShouldBe("... and 19 more");
        _output.Text.ShouldContain("\e[?25h\e[?1049l");
        _output.Text.ShouldEndWith($"db-40:3306 {new string('x', 100)}\n");
    }

    [Fact]
    public async Task Topology_AsJson_IsALineEach()
    {
        using var node = Drawing(() => "db-1:3306 [ok]");
        var run = RunAsync(node.Url, "watch shop --interval 20ms --output json");

        await SeesAsync("\n");
        await EndAsync(run);

        _output.Text.ShouldContain("\"Drawing\": \"db-1:3306 [ok]\"");
        _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Topology_ThatDoesNotExist_EndsWithTheServersWords()
    {
        using var node = StubNode.Answering("topology/nosuch", """{"Code":"ERROR","Message":"Unable to determine cluster name","Details":null}""", HttpStatusCode.InternalServerError);

        var result = await Cli.RunAsync(node, "watch", "nosuch");

        result.ShouldBe(new CliResult(1, "", "Unable to determine cluster name\n"));
    }

    [Fact]
    public async Task Leader_Moves_IsALineEach()
    {
        var leads = 1;
        using var one = Node(1);
        using var two = Node(2);
        var run = RunAsync($"{one.Url} {two.Url}", "watch leader");

        await SeesAsync($"{one.Url}\n");
        Volatile.Write(ref leads, 2);
        await SeesAsync("at most\n");
        var result = await EndAsync(run);

        result.ExitCode.ShouldBe(0);
        var lines = _output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldMatch($"^[0-9T:.-]+Z  term 1  {one.Url}$");
        lines[1].ShouldMatch($"^[0-9T:.-]+Z  term 2  {two.Url}  nobody led for [0-9.]+ s at most$");

        StubNode Node(int number) => new(request => request.Path switch
        {
            "leader-check" when Volatile.Read(ref leads) == number => new StubReply("\"OK\"") { Headers = Term() },
            "leader-check" => new StubReply("\"Not leader\"", HttpStatusCode.NotFound) { Headers = Term() },
            _ => new StubReply("404 page not found", HttpStatusCode.NotFound, "text/plain") { Headers = Term() },
        });

        Dictionary<string, string> Term() => new() { ["Ham4db-Version"] = "1.0.0", ["Ham4db-Term"] = $"{Volatile.Read(ref leads)}" };
    }

    [Theory]
    [InlineData("watch")]
    [InlineData("watch topology")]
    [InlineData("watch shop --interval soon")]
    public async Task Watch_WrongUsage_SaysWhatIsMissing(string arguments)
    {
        var result = await Cli.RunAsync(arguments.Split(' '));

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("for example");
    }

    private static StubNode Drawing(Func<string> tree) => new(request => request.Path == "topology/shop"
        ? new StubReply($$"""{"Code":"OK","Message":"","Details":"{{tree().Replace("\n", "\\n", StringComparison.Ordinal)}}"}""")
        : StubReply.NoSuchRoute);

    private Task<CliResult> RunAsync(string api, string arguments, Func<Shell, Shell>? surround = null)
        => Cli.RunAsync(
            new Dictionary<string, string> { ["HAM4DB_API"] = api },
            arguments.Split(' '),
            output: _output,
            surround: shell => (surround ?? (same => same))(shell with { Error = _errors }),
            interrupted: _interrupted.Token);

    private Task SeesAsync(string text) => Eventually.BecomesTrueAsync(text, () => _output.Text.Contains(text, StringComparison.Ordinal), Room);

    private async Task<CliResult> EndAsync(Task<CliResult> run)
    {
        await _interrupted.CancelAsync();
        return await run.WaitAsync(Room);
    }
}
