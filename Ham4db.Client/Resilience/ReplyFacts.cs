using System.Net;
using Ham4db.Client.Http;

namespace Ham4db.Client.Resilience;

/// <summary>What of a reply tells how the try ended.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Kind">What the body is.</param>
/// <param name="Message">The envelope's message; null when there is none.</param>
/// <param name="IsHam4db">Whether the node announced itself as Ham4db.</param>
/// <param name="IsRead">Whether the route changes nothing.</param>
/// <param name="WasTakenForHam4db">Whether the request was made for a Ham4db server: POST with a key.</param>
/// <param name="WasUnauthorizedBefore">Whether an earlier try of this call was answered <c>Unauthorized</c>, and the leader proven since.</param>
/// <param name="IsStale">Whether the reply comes from a lower term than one already seen.</param>
internal readonly record struct ReplyFacts(
    HttpStatusCode Status,
    ReplyKind Kind,
    string? Message,
    bool IsHam4db,
    bool IsRead,
    bool WasTakenForHam4db,
    bool WasUnauthorizedBefore,
    bool IsStale)
{
    private const string GoRefusal = "Unauthorized";

    /// <summary>Whether this is the Go servers' word for "not the leader", which is also their word for "you may not".</summary>
    public bool IsGoRefusal
        => !IsHam4db && Kind == ReplyKind.ErrorEnvelope && string.Equals(Message, GoRefusal, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether nothing that speaks this API can have sent it.</summary>
    public bool IsUnusable => Kind is ReplyKind.Html or ReplyKind.Broken or ReplyKind.Empty;

    /// <summary>How the try ended. Pure; rows as in <c>docs/client-guarantees.md</c>.</summary>
    public RequestOutcome Judge()
    {
        var outcome = JudgeFresh();
        return IsStale && outcome is (RequestOutcome.Succeeded or RequestOutcome.Rejected) ? RequestOutcome.Unknown : outcome;
    }

    private RequestOutcome JudgeFresh() => (int)Status switch
    {
        421 or 503 when IsHam4db => RequestOutcome.NotLeader,
        _ when Kind == ReplyKind.NotLeaderText => RequestOutcome.NotLeader,
        401 or 403 => RequestOutcome.Rejected,
        >= 300 and < 400 => RequestOutcome.Rejected,

        // A proxy, or a Go follower, gave up waiting: the leader may be at it still.
        502 or 503 or 504 => RequestOutcome.Unknown,
        _ when IsGoRefusal && !WasUnauthorizedBefore => RequestOutcome.NotLeader,
        _ when Kind == ReplyKind.ErrorEnvelope => RequestOutcome.Rejected,
        >= 200 and < 300 when Kind is ReplyKind.Value or ReplyKind.OkEnvelope => RequestOutcome.Succeeded,

        // The node was replaced by a Go server, which has no POST; the search tells what it is now.
        404 when Kind == ReplyKind.NoRouteText => WasTakenForHam4db ? RequestOutcome.NotLeader : RequestOutcome.Rejected,
        500 when Kind == ReplyKind.CrashText => IsRead ? RequestOutcome.Rejected : RequestOutcome.Unknown,
        >= 400 and < 500 when Kind is ReplyKind.Value or ReplyKind.OkEnvelope => RequestOutcome.Rejected,
        _ => RequestOutcome.Unknown,
    };
}
