using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Api.Replies;

/// <summary>What the request decides about the form of its reply.</summary>
/// <param name="Dialect">Of the request's path.</param>
/// <param name="OneDetails">Whether a plain envelope has <c>Details</c> alone, as our SDK asks.</param>
/// <param name="KeepsStatus">Whether an error keeps its own status; otherwise it is sent with 500, as the Go servers do.</param>
internal readonly record struct ReplyFraming(Dialect Dialect, bool OneDetails, bool KeepsStatus)
{
    /// <summary>
    /// Whether the body of an error names 500, which is what the caller gets, even when the status is kept: the node that passes the reply on
    /// replaces the status, and leaves the body as it is.
    /// </summary>
    public bool NamesHiddenStatus { get; init; }
}
