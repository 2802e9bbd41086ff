using Ham4db.Client.Cli.Doctor;
using Ham4db.Client.Cli.Output;
using static Ham4db.Client.Cli.Tests.Doctor.Facts;

namespace Ham4db.Client.Cli.Tests.Doctor;

[Trait(Cli.Runs, Cli.Here)]
public sealed class ReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_Facts_IsATableAndWhatFollows()
    {
        NodeFacts[] nodes = [Leader(1), Follower(2) with { Certificate = new CertificateFacts(["db-2"], Now.AddDays(90), null) }, Dead(3)];

        Write(nodes, Terminal.None).ShouldBe("""
            node              is           term  server        answer  clock  certificate  names as leader   members
            http://db-1:3000  leader       5     Ham4db 1.0.0  3.0 ms  same   -            http://db-1:3000  3
            http://db-2:3000  follower     5     Ham4db 1.0.0  3.0 ms  same   90 days      http://db-1:3000  3
            http://db-3:3000  unreachable  -     -             -       -      -            -                 -

            1 problem, 1 note: 2 of 3 endpoints answer as nodes, http://db-1:3000 leads

            problem  http://db-3:3000: connection refused
                     -> see whether it runs

            note     2 of 3 members are well: if one more fails, nobody leads
                     -> bring back the others before anything else is touched

            """);
    }

    [Fact]
    public void Write_LongNames_IsAtMost120ColumnsWide()
    {
        var name = $"https://{string.Join('.', Enumerable.Repeat("a-rather-long-part", 4))}.example:3000";
        NodeFacts[] nodes =
        [
            .. new[] { Leader(1), Follower(2) with { Peers = [.. Enumerable.Range(0, 40).Select(Raft)] }, Follower(3) }.Select((node, position) => node with
            {
                Endpoint = $"{name}{position}",
                NamedLeaderUri = name,
                Version = "10.11.12-beta.13.14.15",
            }),
        ];

        Write(nodes, Terminal.None).Split('\n').ShouldAllBe(line => line.Length <= 120);
    }

    [Theory]
    [InlineData("xterm", "", true)]
    [InlineData("xterm", "1", false)]
    public void Write_ToATerminal_HasColoursUnlessTheyAreNotWanted(string term, string noColour, bool expected)
    {
        var terminal = Terminal.Of(isTerminal: true, new Dictionary<string, string> { ["TERM"] = term, ["NO_COLOR"] = noColour }, () => (100, 30));

        Write([Leader(1), Follower(2), Dead(3)], terminal).Contains('\e', StringComparison.Ordinal).ShouldBe(expected);
    }

    private static string Write(NodeFacts[] nodes, Terminal terminal) => Report.Write(nodes, Diagnosis.Of(nodes, hasCredentials: false, Now), Now, terminal);
}
