using System.Globalization;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>What is wrong with single endpoints.</summary>
internal static class NodeFindings
{
    private static readonly TimeSpan SoonToEnd = TimeSpan.FromDays(30);
    private static readonly TimeSpan AboutToEnd = TimeSpan.FromDays(7);

    /// <summary>Judges one endpoint.</summary>
    public static IEnumerable<Finding> Of(NodeFacts node, DateTimeOffset now)
    {
        if (node.Problem is { } problem)
        {
            yield return new Finding(CodeOf(node.Condition), $"{node.Endpoint}: {problem}", node.Remedy ?? "see its log")
            {
                Endpoints = [node.Endpoint],
                MayPass = node.Condition == Condition.Unhealthy,
            };
        }

        if (node.Certificate is { Problem: null, Ends: var ends } && ends - now < SoonToEnd)
        {
            yield return new Finding(
                "certificate-ends",
                string.Create(CultureInfo.InvariantCulture, $"{node.Endpoint}: its certificate ends in {(ends - now).TotalDays:0} days, on {ends:yyyy-MM-dd}"),
                "give it a new one; all clients fail on that day")
            {
                Endpoints = [node.Endpoint],
                Hurts = ends - now < AboutToEnd,
            };
        }

        if (node.IsMixed)
        {
            yield return new Finding(
                "several-nodes",
                $"{node.Endpoint}: several nodes answer under this address: {string.Join(", ", node.AnsweredAs)}",
                "name each node by its own address; behind a proxy none of them can be examined")
            {
                Endpoints = [node.Endpoint],
                Hurts = false,
            };
        }

        foreach (var contradiction in node.Contradictions)
        {
            yield return new Finding("configurations-differ", $"the leader {node.Endpoint} says: {contradiction}", "make the members' configurations agree, then restart those that were wrong")
            {
                Endpoints = [node.Endpoint],
            };
        }
    }

    /// <summary>Credentials that everybody on the way can read. On this very machine there is no way to speak of.</summary>
    public static IEnumerable<Finding> OfPlainHttp(IReadOnlyList<NodeFacts> nodes, bool hasCredentials)
    {
        var open = nodes.Select(node => node.Endpoint).Where(IsPlain).ToList();
        if (hasCredentials && open.Count > 0)
        {
            yield return new Finding("plain-http", $"credentials go over plain HTTP to {string.Join(", ", open)}", "use https addresses, so that nobody on the way reads them")
            {
                Endpoints = open,
                Hurts = false,
            };
        }
    }

    private static bool IsPlain(string endpoint)
        => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback;

    private static string CodeOf(Condition condition) => condition switch
    {
        Condition.Unreachable => "unreachable",
        Condition.Untrusted => "untrusted",
        Condition.Unauthorized => "unauthorized",
        Condition.Forbidden => "forbidden",
        Condition.Foreign => "no-node",
        _ => "unhealthy",
    };
}
