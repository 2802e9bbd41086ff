using System.Net;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>Asks one endpoint everything, within a limit of time. What it does not answer is missing from the facts.</summary>
internal sealed class Examination
{
    private readonly string _endpoint;
    private readonly NodeLine _line;
    private readonly bool _hasCredentials;
    private readonly TimeSpan _limit;

    private Examination(string endpoint, NodeLine line, bool hasCredentials, TimeSpan limit)
        => (_endpoint, _line, _hasCredentials, _limit) = (endpoint, line, hasCredentials, limit);

    /// <summary>Examines one endpoint; never fails but by <paramref name="cancellationToken"/>.</summary>
    public static async Task<NodeFacts> RunAsync(Endpoint endpoint, Ham4dbClientOptions options, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var shown = endpoint.Url[..^"/api".Length];
        var hasCredentials = !string.IsNullOrEmpty(options.User) || !string.IsNullOrEmpty(options.AccessToken) || !string.IsNullOrEmpty(options.UserHeaderName);
        using var line = new NodeLine(endpoint, options, time);
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var examination = new Examination(shown, line, hasCredentials, limit);
        try
        {
            return await examination.RunAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Failure.Of(shown, line, failure, limit);
        }
    }

    private async Task<NodeFacts> RunAsync(CancellationToken cancellationToken)
    {
        var check = await _line.AskAsync("leader-check", cancellationToken).ConfigureAwait(false);
        var facts = Judge(check) with { Addresses = _line.Addresses, Certificate = _line.Certificate, Clock = check.Clock };
        if (!facts.Answers)
        {
            return facts;
        }

        // Now that the connection stands, the time that an answer takes is the node's own.
        var ping = await TryAsync("lb-check", cancellationToken).ConfigureAwait(false);
        var (raft, health, wellness) = (TryAsync("raft-status", cancellationToken), TryAsync("health", cancellationToken), TryAsync("raft-health", cancellationToken));
        var routed = facts.Leads ? Task.FromResult<NodeReply?>(null) : TryAsync("routed-leader-check", cancellationToken);
        var replies = await Task.WhenAll(raft, health, wellness, routed).ConfigureAwait(false);
        facts = facts with { ResponseTime = ping?.RoundTrip, Clock = ping?.Clock ?? facts.Clock, AnsweredAs = Names([check, ping, .. replies[..^1]]) };
        facts = AddHeaders(facts, replies[0] ?? check, replies[2]);
        facts = AddHealth(facts, replies[1]);
        facts = AddRaft(facts, replies[0]);
        return facts with { ReachesLeader = facts.Leads ? true : replies[3] is { } answer ? answer.Status == HttpStatusCode.OK && (answer.IsHam4db || answer.Says("OK")) : null };
    }

    private async Task<NodeReply?> TryAsync(string route, CancellationToken cancellationToken)
    {
        try
        {
            return await _line.AskAsync(route, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // It answered before: that it does not answer this is a gap in what is known of it, and the time limit ends all of them.
            return null;
        }
    }

    private NodeFacts Judge(NodeReply check) => check switch
    {
        { Status: HttpStatusCode.Unauthorized } => Closed(
            Condition.Unauthorized,
            _hasCredentials ? "it refuses the credentials (HTTP 401)" : "it wants credentials, and none were given (HTTP 401)",
            _hasCredentials ? "correct HAM4DB_AUTH_USER and HAM4DB_AUTH_PASSWORD, or -b" : "set HAM4DB_AUTH_USER and HAM4DB_AUTH_PASSWORD, or give -b"),
        { Status: HttpStatusCode.Forbidden } => Closed(
            Condition.Forbidden, "it knows who asks, and does not let them in (HTTP 403)", "let the node, or the proxy before it, allow this user to read"),
        { Status: HttpStatusCode.OK } when check.Says("OK") || (check.IsHam4db && !check.Says("Not leader")) => new NodeFacts(_endpoint, Condition.Leader),
        _ when check.IsHam4db || check.Says("Not leader") => new NodeFacts(_endpoint, Condition.Follower),
        { Message: not null } => Closed(Condition.Unhealthy, check.Message, "see its log"),
        { Headers.Location: { } there } => Closed(
            Condition.Foreign, $"it redirects (HTTP {(int)check.Status})", $"name the address that it redirects to, {Connection.Endpoint.WithoutCredentials(there.ToString())}, in HAM4DB_API, if that is a node"),
        _ => Closed(
            Condition.Foreign, $"what answers there is no node (HTTP {(int)check.Status} to leader-check)", "see whether address, port and path are those of the node's API"),
    };

    private NodeFacts Closed(Condition condition, string problem, string remedy)
        => new(_endpoint, condition) { Problem = problem, Remedy = remedy };

    private static IReadOnlyList<string> Names(IEnumerable<NodeReply?> replies)
        => [.. replies.Select(reply => reply?.Header(WireHeaders.Node)).OfType<string>().Distinct()];

    private static NodeFacts AddHeaders(NodeFacts facts, NodeReply reply, NodeReply? wellness) => facts with
    {
        Dialect = reply.IsHam4db ? ServerDialect.Ham4db : ServerDialect.Auto,
        Version = reply.Header(WireHeaders.Version),
        Term = long.TryParse(reply.Header(WireHeaders.Term), out var term) ? term : null,
        NamedLeaderUri = reply.Header(WireHeaders.Leader) is { } leader ? WithoutApi(leader) : null,
        Contradictions = wellness?.Header(WireHeaders.Warning) is { } warning ? [warning] : [],
    };

    private static NodeFacts AddHealth(NodeFacts facts, NodeReply? reply)
    {
        if (reply?.Message is null || reply.Read(WireJson.Default.HealthStatus) is not { } health)
        {
            return facts;
        }

        var isWell = health.Healthy && reply.Status == HttpStatusCode.OK;
        var own = health.AvailableNodes.FirstOrDefault(node => node.Token == health.Token);
        return facts with
        {
            // A leader whose backend fails still leads until it steps down, and that is what counts of it.
            Condition = isWell || facts.Leads ? facts.Condition : Condition.Unhealthy,
            Problem = facts.Problem ?? (isWell ? null : $"it is not well: {reply.Message.ReplaceLineEndings(" ")}"),
            Remedy = facts.Remedy ?? (isWell ? null : "see whether its backend database runs and takes writes"),
            Dialect = facts.Dialect != ServerDialect.Auto ? facts.Dialect : reply.HasHttpStatus ? ServerDialect.Ham4dbGo : ServerDialect.Orchestrator,
            Version = facts.Version ?? (own?.AppVersion is { Length: > 0 } version ? version : null),
            Token = health.Token.Length > 0 ? health.Token : null,
            SharedWith = [.. health.AvailableNodes.Select(node => node.Token).Append(health.ActiveNode.Token).Where(token => token.Length > 0).Distinct()],
            NamedLeader = health.ActiveNode.Hostname.Length > 0 ? health.ActiveNode.Hostname : null,
        };
    }

    private static NodeFacts AddRaft(NodeFacts facts, NodeReply? reply)
    {
        if (reply is not { Status: HttpStatusCode.OK, Message: null } || reply.Read(WireJson.Default.RaftStatus) is not { State.Length: > 0 } raft)
        {
            return facts;
        }

        var isLost = facts.Condition == Condition.Follower && raft.State is not "Follower";
        return facts with
        {
            Condition = isLost ? Condition.Unhealthy : facts.Condition,
            Problem = facts.Problem ?? (isLost ? Lost(raft.State) : null),
            Remedy = facts.Remedy ?? (isLost ? "see its log, and whether it reaches the raft ports of the others" : null),
            RaftState = raft.State,
            IsLost = isLost,
            RaftAddress = raft.RaftAdvertise.Length > 0 ? raft.RaftAdvertise : null,
            Peers = raft.Peers,
            Term = raft.Term ?? facts.Term,
            NamedLeader = raft.Leader.Length > 0 ? raft.Leader : null,

            // The Go servers go on to name the last leader's address, or their own, when nobody leads.
            NamedLeaderUri = raft.Leader.Length == 0 ? null : raft.LeaderURI.Length > 0 ? WithoutApi(raft.LeaderURI) : facts.NamedLeaderUri,
            Contradictions = raft.Contradictions is { Count: > 0 } told ? told : facts.Contradictions,
            SharedWith = [],
        };
    }

    private static string Lost(string state) => state switch
    {
        "Leader" => "it says Leader and cannot prove that a majority still follows it",
        "Candidate" => "it follows nobody and stands for election",
        _ => $"its raft state is {state}",
    };

    private static string WithoutApi(string address)
    {
        var trimmed = address.TrimEnd('/');
        return trimmed.EndsWith("/api", StringComparison.Ordinal) ? trimmed[..^"/api".Length] : trimmed;
    }
}
