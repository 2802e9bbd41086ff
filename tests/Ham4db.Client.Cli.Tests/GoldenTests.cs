using System.Text.RegularExpressions;

namespace Ham4db.Client.Cli.Tests;

/// <summary>What the shell client printed is reproduced byte for byte from the servers' recorded replies.</summary>
public sealed partial class GoldenTests
{
    private const string NotRecorded = "the server's reply of that moment was not recorded";
    private const string MustLead = "one endpoint must lead, or know a leader; docs/cli.md says so";

    /// <summary>Runs that cannot be, or on purpose are not, reproduced: the scenario, the command or both, and why.</summary>
    private static readonly Dictionary<(string Scenario, string Command), string> Exceptions = new()
    {
        [("*", "which-api")] = "prints the address of the recorded node; EndpointsTests has it",
        [("orchestrator/raft-no-quorum", "*")] = MustLead,
        [("orchestrator/shared-backend-inactive", "*")] = MustLead,
        [("orchestrator/graceful-takeover", "*")] = NotRecorded,
        [("orchestrator/healthy", "which-master -i 127.0.0.1:19999")] = NotRecorded,
        [("orchestrator/healthy-follower", "which-master -i 127.0.0.1:10112")] = NotRecorded,
        [("orchestrator/errors", "which-cluster -i nosuch:1")] = NotRecorded,
        [("orchestrator/dead-master-after", "which-cluster-instances -a ci")] = NotRecorded,
        [("orchestrator/raft-one-node-down", "clusters")] = NotRecorded,
        [("orchestrator/raft-operations", "raft-leader")] = NotRecorded,
        [("ham4db/raft3-discovered", "tags -i 127.0.0.1:10112")] = NotRecorded,
        [("ham4db/raft3-discovered", "tagged -t role")] = NotRecorded,
        [("ham4db/raft3-discovered", "untag -i 127.0.0.1:10112 -t role")] = NotRecorded,
    };

    public static TheoryData<string, string> Successes() => Collect(run => run.ExitCode == 0);

    public static TheoryData<string, string> Refusals()
        => Collect(run => run.ExitCode == 1 && !run.Error.Contains("[<PID>]", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task Run_RecordedReply_PrintsWhatTheScriptPrinted(string scenario, string arguments)
    {
        var recording = Recording.Open(scenario);
        var run = Find(recording, arguments);
        using var node = new StubNode(recording.Answer);

        var result = await Cli.RunAsync(node, ["-c", .. run.Arguments, "--timeout", "5s"]);

        result.ToString().ShouldBe(new CliResult(0, recording.Text(run.OutputFile), string.Empty).ToString(), Describe(node));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Run_RecordedRefusal_PrintsWhatTheScriptPrinted(string scenario, string arguments)
    {
        var recording = Recording.Open(scenario);
        var run = Find(recording, arguments);
        using var node = new StubNode(recording.Answer);

        var result = await Cli.RunAsync(node, ["-c", .. run.Arguments, "--timeout", "5s"]);

        WithoutTime(result.Error).ShouldBe(WithoutTime(run.Error) + "\n", Describe(node));
        result.Output.ShouldBe(recording.Text(run.OutputFile));
        result.ExitCode.ShouldBe(1);
    }

    private static TheoryData<string, string> Collect(Func<RecordedRun, bool> isWanted)
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in Recording.Names)
        {
            foreach (var run in Recording.Open(scenario).Runs.Where(run => isWanted(run) && !IsException(scenario, run)))
            {
                data.Add(scenario, string.Join(' ', run.Arguments));
            }
        }

        return data;
    }

    private static bool IsException(string scenario, RecordedRun run)
        => Exceptions.ContainsKey((scenario, "*"))
            || Exceptions.ContainsKey((scenario, string.Join(' ', run.Arguments)))
            || Exceptions.ContainsKey(("*", run.Arguments[0]));

    private static RecordedRun Find(Recording recording, string arguments)
        => recording.Runs.First(run => string.Join(' ', run.Arguments) == arguments);

    private static string Describe(StubNode node) => $"asked: {string.Join(", ", node.Requests.Select(request => request.Target))}";

    private static string WithoutTime(string error) => Timestamp().Replace(error, string.Empty);

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ")]
    private static partial Regex Timestamp();
}
