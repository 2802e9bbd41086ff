using Ham4db.Client.Contract;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>How nodes of the three servers answer.</summary>
public static class Nodes
{
    public const string NoClusters = "[]";

    /// <summary>A Ham4db leader that answers each route but the checks with <paramref name="route"/>.</summary>
    public static Func<StubRequest, StubAnswer> Ham4dbLeader(long term, Func<StubRequest, StubAnswer>? route = null)
        => request => Check(request) switch
        {
            Checks.Direct or Checks.Routed => Ham4db(200, "\"OK\"", term),
            _ => (route ?? (_ => Ham4db(200, NoClusters, term)))(request),
        };

    /// <summary>A Ham4db follower; it knows the leader when <paramref name="leader"/> is given.</summary>
    public static Func<StubRequest, StubAnswer> Ham4dbFollower(long term, string? leader = null)
        => request => Check(request) switch
        {
            Checks.Direct => Ham4db(404, "\"Not leader\"", term, leader),
            Checks.Routed => Ham4db(404, "\"Not leader\"", term, leader),
            _ => Ham4db(421, """{"Code":"ERROR","Message":"This node does not lead.","Details":null}""", term, leader),
        };

    /// <summary>An orchestrator leader.</summary>
    public static Func<StubRequest, StubAnswer> GoLeader(Func<StubRequest, StubAnswer>? route = null)
        => request => Check(request) switch
        {
            Checks.Direct or Checks.Routed => StubAnswer.Http(200, "\"OK\""),
            _ => (route ?? (_ => StubAnswer.Http(200, NoClusters)))(request),
        };

    /// <summary>An orchestrator follower that knows no leader, and so answers itself.</summary>
    public static Func<StubRequest, StubAnswer> GoFollower()
        => request => Check(request) switch
        {
            Checks.Direct or Checks.Routed => StubAnswer.Http(404, "\"Not leader\""),
            _ => StubAnswer.Http(500, """{"Code":"ERROR","Message":"Unauthorized","Details":null}"""),
        };

    public static StubAnswer Ham4db(int status, string body, long term, string? leader = null)
    {
        List<(string, string)> headers = [(WireHeaders.Version, "0.1.0"), (WireHeaders.Term, $"{term}")];
        if (leader is not null)
        {
            headers.Add((WireHeaders.Leader, leader));
        }

        return StubAnswer.Http(status, body, "application/json", [.. headers]);
    }

    public static StubAnswer Ok(string details, long term) => Ham4db(200, $$"""{"Code":"OK","Message":"done","Details":{{details}}}""", term);

    private static Checks Check(StubRequest request) => request.Path switch
    {
        "/api/leader-check" => Checks.Direct,
        "/api/routed-leader-check" => Checks.Routed,
        _ => Checks.None,
    };

    private enum Checks
    {
        None,
        Direct,
        Routed,
    }
}
