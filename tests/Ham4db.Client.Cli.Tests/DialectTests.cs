namespace Ham4db.Client.Cli.Tests;

/// <summary>Under the name of the other script the program speaks as that one: its name in help and messages, its settings first.</summary>
[Trait(Cli.Runs, Cli.Here)]
public sealed class DialectTests
{
    [Theory]
    [InlineData("orchestrator-client", "orchestrator-client")]
    [InlineData("/usr/bin/orchestrator-client", "orchestrator-client")]
    [InlineData("./orchestrator-client.exe", "orchestrator-client")]
    [InlineData("ham4db-client", "ham4db-client")]
    [InlineData("/opt/orchestrator-client/bin/ham4db-client", "ham4db-client")]
    [InlineData("whatever", "ham4db-client")]
    [InlineData(null, "ham4db-client")]
    public void Of_NameOfTheProgram_TellsWhichScriptItStandsFor(string? startedAs, string name) => Dialect.Of(startedAs).ProgramName.ShouldBe(name);

    [Theory]
    [InlineData("whch-master", "orchestrator-client: unknown command \"whch-master\": did you mean which-master?\n")]
    [InlineData("which-master", "orchestrator-client: instance must be provided for which-master (-i HOST[:PORT] or ORCHESTRATOR_INSTANCE), for example: orchestrator-client which-master db-2:3306\n")]
    [InlineData("clusters all", "orchestrator-client: unexpected argument \"all\" for clusters; usage: orchestrator-client clusters\n")]
    [InlineData("", "orchestrator-client: no command given: \"orchestrator-client help\" lists them, for example: orchestrator-client topology mycluster\n")]
    public async Task Run_WrongUsage_IsSaidInTheDialect(string arguments, string message)
    {
        var result = await RunAsync(new Dictionary<string, string>(), arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.ShouldBe(new CliResult(2, "", message));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("help", "which-master")]
    [InlineData("--version")]
    public async Task Run_Help_SpeaksTheDialect(params string[] arguments)
    {
        var result = await RunAsync(new Dictionary<string, string>(), arguments);

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("orchestrator-client");
        result.Output.ShouldNotContain("ham4db-client");
    }

    [Fact]
    public async Task Run_Help_NamesItsOwnVariablesFirst()
    {
        var result = await RunAsync(new Dictionary<string, string>(), ["help"]);

        result.Output.ShouldContain("\nEnvironment (each also as HAM4DB_...; /etc/profile.d/orchestrator-client.sh may set them):\n  ORCHESTRATOR_API                    endpoints");
    }

    [Fact]
    public async Task Run_ServersWords_StayAsTheyAre()
    {
        using var node = StubNode.Answering(
            "clusters-info", """{"Code":"ERROR","Message":"set HAM4DB_API, ask ham4db-client","Details":null}""", System.Net.HttpStatusCode.InternalServerError);

        var result = await RunAsync(new Dictionary<string, string> { ["ORCHESTRATOR_API"] = node.Url }, ["clusters"]);

        result.Error.ShouldBe("set HAM4DB_API, ask ham4db-client\n");
    }

    [Fact]
    public async Task Settings_OfBothDialects_CountInItsOrder()
    {
        using var ours = StubNode.Answering("clusters-info", "[]");
        using var others = StubNode.Answering("clusters-info", "[]");

        await RunAsync(new Dictionary<string, string> { ["ORCHESTRATOR_API"] = ours.Url, ["HAM4DB_API"] = others.Url }, ["clusters"]);

        ours.Requests.Count.ShouldBe(1);
        others.AllRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Profile_OfBothDialects_ItsOwnIsRead()
    {
        using var ours = StubNode.Answering("clusters-info", "[]");

        var result = await RunAsync(
            new Dictionary<string, string>(),
            ["clusters"],
            path => path == "/etc/profile.d/orchestrator-client.sh" ? $"export ORCHESTRATOR_API={ours.Url}\n" : "export HAM4DB_API=http://127.0.0.1:1\n");

        result.ShouldBe(new CliResult(0, "", ""));
        ours.Requests.Count.ShouldBe(1);
    }

    private static async Task<CliResult> RunAsync(
        IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> arguments, Func<string, string?>? readFile = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var shell = new Shell
        {
            Output = output,
            Error = error,
            Variables = variables,
            ReadFile = readFile ?? (_ => null),
            UserName = Cli.UserName,
            Dialect = Dialect.Orchestrator,
        };
        var exitCode = await Session.RunAsync(arguments, shell, CancellationToken.None);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
