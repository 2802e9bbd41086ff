using Ham4db.Client.Cli.Doctor;

namespace Ham4db.Client.Cli.Tests.Doctor;

/// <summary>Facts of nodes to judge. Node 1 has the endpoint <c>http://db-1:3000</c> and the raft address <c>db-1:10008</c>.</summary>
internal static class Facts
{
    public static NodeFacts Leader(int number, long? term = 5, int members = 3) => Node(number, Condition.Leader, term, members) with
    {
        RaftState = "Leader",
        NamedLeader = Raft(number),
        NamedLeaderUri = Url(number),
        ReachesLeader = true,
    };

    public static NodeFacts Follower(int number, int? leader = 1, long? term = 5, int members = 3) => Node(number, Condition.Follower, term, members) with
    {
        RaftState = "Follower",
        NamedLeader = leader is { } known ? Raft(known) : null,
        NamedLeaderUri = leader is { } at ? Url(at) : null,
        ReachesLeader = leader is not null,
    };

    public static NodeFacts Candidate(int number, int members = 3) => Follower(number, leader: null, members: members) with
    {
        Condition = Condition.Unhealthy,
        RaftState = "Candidate",
        IsLost = true,
        Problem = "it follows nobody and stands for election",
    };

    public static NodeFacts Dead(int number) => new(Url(number), Condition.Unreachable) { Problem = "connection refused", Remedy = "see whether it runs" };

    public static string Url(int number) => $"http://db-{number}:3000";

    public static string Raft(int number) => $"db-{number}:10008";

    public static IReadOnlyList<string> Peers(params IEnumerable<int> numbers) => [.. numbers.Select(Raft)];

    private static NodeFacts Node(int number, Condition condition, long? term, int members) => new(Url(number), condition)
    {
        Term = term,
        Dialect = term is null ? ServerDialect.Orchestrator : ServerDialect.Ham4db,
        Version = term is null ? null : "1.0.0",
        RaftAddress = Raft(number),
        Peers = Peers(Enumerable.Range(number <= members ? 1 : number - ((number - 1) % members), members)),
        Token = $"process {number}",
        ResponseTime = TimeSpan.FromMilliseconds(3),
        Clock = new ClockReading(TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1)),
    };
}
