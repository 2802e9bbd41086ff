using Ham4db.Client.Cli.Doctor;
using static Ham4db.Client.Cli.Tests.Doctor.Facts;

namespace Ham4db.Client.Cli.Tests.Doctor;

/// <summary>What follows from facts, fact by fact.</summary>
[Trait(Cli.Runs, Cli.Here)]
public sealed class DiagnosisTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly NodeFacts[] Healthy = [Leader(1), Follower(2), Follower(3)];

    /// <summary>Facts, the codes that follow in their order, the exit code, and words that the first finding must have.</summary>
    private static readonly Dictionary<string, (NodeFacts[] Nodes, string[] Codes, int ExitCode, string[] Words)> Cases = new()
    {
        ["healthy"] = (Healthy, [], 0, []),
        ["one node alone"] = ([Leader(1, members: 1)], [], 0, []),
        ["a dead node"] = ([Leader(1), Follower(2), Dead(3)], ["unreachable", "quorum-bare"], 1, [Url(3), "connection refused", "see whether it runs"]),
        ["a dead node of five"] = ([Leader(1, members: 5), Follower(2, members: 5), Follower(3, members: 5), Follower(4, members: 5), Dead(5)], ["unreachable"], 1, []),
        ["all dead"] = ([Dead(1), Dead(2)], ["no-leader", "unreachable", "unreachable"], 3, []),
        ["one of three left"] = ([Candidate(1), Dead(2), Dead(3)], ["no-quorum", "unreachable", "unreachable"], 3, ["1 of 3", "2 are needed", Raft(2), Raft(3)]),
        ["an election"] = ([Candidate(1), Candidate(2), Dead(3)], ["no-leader", "unreachable"], 3, ["2 of 3"]),
        ["a candidate beside a leader"] = ([Leader(1), Follower(2), Candidate(3)], ["leaders-differ", "unhealthy", "quorum-bare"], 1, [Url(3), "knows of no leader"]),
        ["two leaders of one term"] = ([Leader(1), Leader(2), Follower(3)], ["two-leaders-same-term"], 1, [$"{Url(1)} in term 5", $"{Url(2)} in term 5"]),
        ["two leaders of two terms"] = ([Leader(1), Leader(2, 6), Follower(3, 2)], ["two-leaders"], 1, [$"stop the service on {Url(1)}"]),
        ["two leaders that tell no term"] = ([Leader(1, null), Leader(2, null), Follower(3, 2, null)], ["two-leaders"], 1, ["all but one"]),
        ["another leader named"] = ([Leader(1), Follower(2), Follower(3, 2)], ["leaders-differ"], 1, [$"{Url(3)} names {Raft(2)}", $"{Url(1)} ({Raft(1)}) leads"]),
        ["two clusters"] = ([Leader(1), Follower(2), Leader(4)], ["clusters-mixed"], 1, [$"one of {Url(1)} and {Url(2)}; one of {Url(4)}"]),
        ["two clusters, one by a follower"] = ([Leader(1), Follower(2), Follower(3), Follower(5, 4)], ["clusters-mixed"], 1, [Url(5)]),
        ["two clusters without raft"] = ([Standalone(1), Standalone(2)], ["clusters-mixed"], 1, [$"one of {Url(1)}; one of {Url(2)}"]),
        ["a shared backend"] = ([Shared(1, leads: true), Shared(2)], [], 0, []),
        ["a shared backend without leader"] = ([Shared(1) with { ReachesLeader = false }, Shared(2) with { ReachesLeader = false }], ["no-leader"], 3, []),
        ["peer lists differ"] = ([Leader(1), Follower(2), Follower(3) with { Peers = Peers(1, 2, 3, 4) }], ["peers-differ"], 1, [$"{Url(1)} and {Url(2)}", Raft(4)]),
        ["a removed member"] = ([Leader(1, members: 2), Follower(2, members: 2), Follower(3) with { Peers = Peers(1, 2, 3) }], ["peers-differ", "no-member"], 1, [Url(3)]),
        ["a member no endpoint is"] = ([Leader(1), Follower(2)], ["members-unnamed"], 0, [Raft(3)]),
        ["a dead endpoint on a member's host"] = ([Leader(1), Follower(2), Dead(7) with { Addresses = ["db-3"] }], ["unreachable", "quorum-bare"], 1, []),
        ["a dead endpoint that may be any member"] = ([Leader(1), Follower(2), Dead(7)], ["unreachable", "quorum-bare"], 1, []),
        ["only a follower is named"] = ([Follower(2)], ["leader-not-reached", "members-unnamed"], 0, [Url(1), "reached through", Url(2)]),
        ["the same node twice"] = ([.. Healthy, Leader(1) with { Endpoint = "http://localhost:3000" }], ["same-node"], 0, [Url(1), "http://localhost:3000"]),
        ["a proxy"] = ([.. Healthy, Leader(1) with { Endpoint = "http://proxy", AnsweredAs = [Raft(1), Raft(2)], Token = "any" }], ["several-nodes"], 0, ["http://proxy", Raft(2)]),
        ["versions differ"] = ([Leader(1), Follower(2), Follower(3) with { Version = "1.1.0" }], ["versions-differ"], 0, [$"{Url(3)}: Ham4db 1.1.0"]),
        ["programs differ"] = ([Leader(1), Follower(2), Follower(3, term: null)], ["versions-differ"], 1, ["orchestrator"]),
        ["clocks differ"] = ([Leader(1), Follower(2), Follower(3) with { Clock = Ahead(60) }], ["clocks-differ"], 1, [$"{Url(3)} is 58 s ahead"]),
        ["clocks differ by little"] = ([Leader(1), Follower(2), Follower(3) with { Clock = Ahead(5) }], [], 0, []),
        ["our clock is behind"] = ([.. Healthy.Select(node => node with { Clock = Ahead(60) })], ["own-clock"], 0, ["59 s behind"]),
        ["contradicting configurations"] = ([Leader(1) with { Contradictions = ["db-2 has another list"] }, Follower(2), Follower(3)], ["configurations-differ"], 1, ["db-2 has another list"]),
        ["unhealthy"] = ([Leader(1), Follower(2), Follower(3) with { Condition = Condition.Unhealthy, Problem = "disk full" }], ["unhealthy", "quorum-bare"], 1, ["disk full"]),
        ["credentials refused"] = ([new NodeFacts(Url(1), Condition.Unauthorized) { Problem = "HTTP 401" }], ["no-leader", "unauthorized"], 1, []),
        ["user not allowed"] = ([new NodeFacts(Url(1), Condition.Forbidden) { Problem = "HTTP 403" }], ["no-leader", "forbidden"], 1, []),
        ["certificate ends in a month"] = ([Leader(1) with { Certificate = Ends(20) }, Follower(2), Follower(3)], ["certificate-ends"], 0, ["20 days", "2026-12-15"]),
        ["certificate ends in days"] = ([Leader(1) with { Certificate = Ends(3) }, Follower(2), Follower(3)], ["certificate-ends"], 1, ["3 days"]),
        ["certificate ends in a year"] = ([Leader(1) with { Certificate = Ends(365) }, Follower(2), Follower(3)], [], 0, []),
        ["untrusted"] = ([Leader(1), Follower(2), new NodeFacts(Url(3), Condition.Untrusted) { Problem = "ended", Certificate = Ends(-1) with { Problem = "ended" } }], ["untrusted", "quorum-bare"], 1, ["ended"]),
        ["no node"] = ([Leader(1), Follower(2), new NodeFacts(Url(3), Condition.Foreign) { Problem = "a web page" }], ["no-node", "quorum-bare"], 1, ["a web page"]),
    };

    public static TheoryData<string> CaseNames() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Of_Facts_FindsAndCounts(string name)
    {
        var (nodes, codes, exitCode, words) = Cases[name];

        var diagnosis = Diagnosis.Of(nodes, hasCredentials: false, Now);

        diagnosis.Findings.Select(finding => finding.Code).ShouldBe(codes);
        diagnosis.ExitCode.ShouldBe(exitCode);
        foreach (var word in words)
        {
            $"{diagnosis.Findings[0].What} {diagnosis.Findings[0].Next}".ShouldContain(word);
        }
    }

    [Theory]
    [InlineData("http://db-1:3000", true, true)]
    [InlineData("http://db-1:3000", false, false)]
    [InlineData("https://db-1:3000", true, false)]
    [InlineData("http://127.0.0.1:3000", true, false)]
    public void Of_Credentials_MustNotGoInTheClear(string endpoint, bool hasCredentials, bool isSaid)
    {
        var diagnosis = Diagnosis.Of([Leader(1, members: 1) with { Endpoint = endpoint }], hasCredentials, Now);

        diagnosis.Findings.Any(finding => finding.Code == "plain-http").ShouldBe(isSaid);
    }

    [Theory]
    [InlineData(0, 0, "same")]
    [InlineData(1, 0, "+1 s")]
    [InlineData(1, 3, "same")]
    [InlineData(60, 0, "+60 s")]
    [InlineData(60, 10, "+50 s")]
    [InlineData(-60, 0, "-58 s")]
    [InlineData(86400 * 10, 0, "+10 days")]
    public void ClockReading_Date_IsReadWithTheRoundTrip(int aheadSeconds, int roundTripSeconds, string expected)
        => ClockReading.Of(Now.AddSeconds(aheadSeconds), Now, TimeSpan.FromSeconds(roundTripSeconds)).ToString().ShouldBe(expected);

    private static NodeFacts Standalone(int number) => Leader(number) with { Peers = null, RaftAddress = null, RaftState = null, NamedLeader = $"db-{number}", SharedWith = [$"process {number}"] };

    private static NodeFacts Shared(int number, bool leads = false) => Follower(number) with
    {
        Condition = leads ? Condition.Leader : Condition.Follower,
        Peers = null,
        RaftAddress = null,
        RaftState = null,
        NamedLeader = "db-1",
        SharedWith = ["process 1", "process 2"],
    };

    private static ClockReading Ahead(int seconds) => new(TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds + 1));

    private static CertificateFacts Ends(int days) => new(["db-1"], Now.AddDays(days), null);
}
