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
        [("*", "help")] = "our own words, for which the script's were not kept; HelpTests has it",
        [("*", "restart-replica-statements")] = "one statement a line, not a JSON array; docs/cli.md says so",
        [("orchestrator/raft-no-quorum", "*")] = MustLead,
        [("orchestrator/shared-backend-inactive", "*")] = MustLead,
        [("orchestrator/graceful-takeover", "graceful-master-takeover-auto -a ci")] = NotRecorded,
        [("orchestrator/errors", "graceful-master-takeover -i 127.0.0.1:10111 -d 127.0.0.1:19999")] = NotRecorded,
        [("orchestrator/errors", "which-cluster -i nosuch:1")] = NotRecorded,
        [("ham4db/raft3-discovered", "tags -i 127.0.0.1:10112")] = NotRecorded,
        [("ham4db/raft3-discovered", "tagged -t role")] = NotRecorded,
        [("ham4db/raft3-discovered", "untag -i 127.0.0.1:10112 -t role")] = NotRecorded,
        [("ham4db/raft3-discovered", "graceful-master-takeover -a ci -d 127.0.0.1:10112")] = "the script's route never finds the cluster; ours asks one that does",
    };

    public static TheoryData<string, string> Successes() => Collect(run => run.ExitCode == 0);

    /// <summary>
    /// Left out are the script's own errors, which differ on purpose, and where it could not read what the server of its own name answered: ours
    /// knows that server's routes.
    /// </summary>
    public static TheoryData<string, string> Refusals()
        => Collect(run => run.ExitCode == 1 && !run.Error.Contains("[<PID>]", StringComparison.Ordinal) && !run.Error.StartsWith("parse error", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Successes))]
    public async Task Run_RecordedReply_PrintsWhatTheScriptPrinted(string scenario, string file)
    {
        var recording = Recording.Open(scenario);
        var run = Find(recording, file);

        await ShouldPrintAsync(recording, run, result => result.ToString(), new CliResult(0, recording.Text(file), string.Empty).ToString());
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Run_RecordedRefusal_PrintsWhatTheScriptPrinted(string scenario, string file)
    {
        var recording = Recording.Open(scenario);
        var run = Find(recording, file);

        await ShouldPrintAsync(
            recording,
            run,
            result => WithoutTime(result.ToString()),
            WithoutTime(new CliResult(1, recording.Text(file), run.Error + "\n").ToString()));
    }

    /// <summary>Where a request was recorded several times, nothing tells at which of those moments the script ran.</summary>
    private static async Task ShouldPrintAsync(Recording recording, RecordedRun run, Func<CliResult, string> read, string expected)
    {
        var printed = new List<string>();
        var moments = 1;
        for (var moment = 0; moment < moments && !printed.Contains(expected); moment++)
        {
            var asked = moment;
            using var node = new StubNode(request => recording.Answer(request, asked));
            printed.Add(read(await Cli.RunAsync(node, ["-c", .. run.Arguments, "--timeout", "30s"])));
            moments = recording.Moments(node.Requests);
        }

        printed.ShouldContain(expected);
    }

    private static TheoryData<string, string> Collect(Func<RecordedRun, bool> isWanted)
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in Recording.Names)
        {
            foreach (var run in Recording.Open(scenario).Runs.Where(run => isWanted(run) && !IsException(scenario, run)))
            {
                data.Add(scenario, run.OutputFile);
            }
        }

        return data;
    }

    private static bool IsException(string scenario, RecordedRun run)
        => Exceptions.ContainsKey((scenario, "*"))
            || Exceptions.ContainsKey((scenario, string.Join(' ', run.Arguments)))
            || Exceptions.ContainsKey(("*", run.Arguments[0]));

    private static RecordedRun Find(Recording recording, string file) => recording.Runs.First(run => run.OutputFile == file);

    private static string WithoutTime(string error) => Timestamp().Replace(error, string.Empty);

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ")]
    private static partial Regex Timestamp();
}
