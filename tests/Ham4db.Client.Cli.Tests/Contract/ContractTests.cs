using System.Net;
using Ham4db.Client.Cli.Commands;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>
/// Each command in both syntaxes against each kind of server: the request it sends, and what it prints of a full, an empty and an error reply.
/// </summary>
public sealed class ContractTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string Refusal = """{"Code":"ERROR","Message":"It's \"not\" there","Details":{"Hostname":"db-9","Port":1}}""";

    /// <summary>These ask several things, or nothing, or a node that is named: HelpTests, EndpointsTests, RaftTests and NodeCommandTests have them.</summary>
    private static readonly string[] Elsewhere = ["help", "contexts", "which-api", "raft-leader", "raft-leader-hostname", "grab-election"];

    private static readonly ContractRow[] Table =
    [
        .. ClusterRows.All, .. InstanceRows.All, .. TagRows.All, .. DowntimeRows.All, .. RelocationRows.All, .. ReplicationRows.All, .. RecoveryRows.All,
        .. AuditRows.All, .. NodeRows.All,
    ];

    /// <summary>A process each takes its time: of a published program, which reads replies as this one does, fewer do.</summary>
    private static IReadOnlyList<ServerKind> Kinds
        => ClientProgram.Published is null ? Enum.GetValues<ServerKind>() : [ServerKind.Ham4db];

    public static TheoryData<string> Rows() => [.. Table.Select(row => row.Script)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Run_FullReply_SendsTheRequestAndPrintsTheReply(string script)
    {
        var row = Find(script);
        foreach (var kind in Kinds)
        {
            foreach (var arguments in new[] { row.Script, row.Own })
            {
                server.Set(kind, row.Reply);

                var result = await RunAsync(arguments);

                var asked = server.Requests;
                result.ToString().ShouldBe(new CliResult(0, row.Output, string.Empty).ToString(), $"{arguments} asked {string.Join(", ", asked.Select(request => request.Target))}");
                ShouldBeTheRequestsOf(row, kind, asked);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Run_EmptyReply_PrintsNothingOrSaysWhatIsMissing(string script)
    {
        foreach (var (reply, expected) in Find(script).Empty)
        {
            server.Set(ServerKind.Orchestrator, reply);

            var result = await RunAsync(script);

            result.ToString().ShouldBe(expected.ToString(), reply);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Run_ErrorReply_PrintsMessageAndDetails(string script)
    {
        var row = Find(script);
        foreach (var kind in Kinds)
        {
            server.Set(kind, Refusal, HttpStatusCode.InternalServerError);

            var result = await RunAsync(script);

            if (row.IsApi)
            {
                result.Output.ShouldContain("\"Message\": \"It's \\\"not\\\" there\"");
                result.Error.ShouldBeEmpty();
            }
            else
            {
                result.Output.ShouldBe("""{ "Hostname": "db-9", "Port": 1 }""" + "\n");
                result.Error.ShouldBe("It's \"not\" there\n");
            }

            result.ExitCode.ShouldBe(1);
        }
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public void Rows_OfTheTable_HaveEveryCommandAndEachOfItsNames()
        => Catalog.All.OfType<AnsweringCommand>().SelectMany(command => command.Names).Except(Elsewhere).Except(Table.Select(row => row.Name)).ShouldBeEmpty();

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public void Rows_OfTheTable_SayWhatEachCommandDoesWithAnEmptyReply()
        => Table.GroupBy(row => row.Name).Where(rows => rows.All(row => row.Empty.Count == 0)).Select(rows => rows.Key).Except(["api"]).ShouldBeEmpty();

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public void Rows_OfTheTable_AreChangesWhereTheModelSaysSo()
    {
        foreach (var row in Table.Where(row => !row.IsApi))
        {
            Catalog.Get(row.Name).IsChange.ShouldBe(row.Request.StartsWith("POST ", StringComparison.Ordinal), row.Name);
        }
    }

    /// <summary>What a person is asked about before it is done.</summary>
    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public void Commands_ThatTakeSomethingAway_AreMarkedAndAreChanges()
    {
        var destructive = Catalog.All.Where(command => command.IsDestructive).ToList();

        destructive.ShouldAllBe(command => command.IsChange);
        string[] mustBe =
        [
            "forget-cluster", "reset-replica", "skip-query", "kill-query", "gtid-errant-reset-master", "gtid-errant-inject-empty", "purge-binary-logs", "recover",
            "recover-lite", "graceful-master-takeover", "graceful-master-takeover-auto", "force-master-failover", "force-master-takeover", "take-master",
            "make-master", "raft-remove-peer",
        ];
        mustBe.Except(destructive.Select(command => command.Name)).ShouldBeEmpty();
    }

    [Theory]
    [Trait(Cli.Runs, Cli.Here)]
    [MemberData(nameof(ScriptNames.All), MemberType = typeof(ScriptNames))]
    public void Get_NameOfAScript_IsACommand(string name) => Should.NotThrow(() => Catalog.Get(name));

    private static ContractRow Find(string script) => Table.First(row => row.Script == script);

    private Task<CliResult> RunAsync(string arguments)
        => Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = server.Url }, ContractRow.Split(arguments));

    private static void ShouldBeTheRequestsOf(ContractRow row, ServerKind kind, IReadOnlyList<StubRequest> asked)
    {
        // Its own paths are the business of the SDK, whose tests have them.
        if (kind == ServerKind.Ham4dbGo)
        {
            asked.ShouldAllBe(request => request.Method == "GET");
            return;
        }

        string.Join(", ", asked.Select(request => $"{request.Method} {request.Target}")).ShouldBe(kind == ServerKind.Ham4db ? row.Request : row.RequestByGet);
        asked.ShouldAllBe(request => request.Method == "GET" || request.Headers["Idempotency-Key"].Length > 0);
    }
}
