using System.Net;

namespace Ham4db.Client;

/// <summary>A reply as it came from the server.</summary>
/// <param name="StatusCode">HTTP status.</param>
/// <param name="Body">The body, UTF-8 text; JSON from every known route.</param>
/// <param name="Node">Base address of the node that answered.</param>
public sealed record ApiReply(HttpStatusCode StatusCode, string Body, Uri Node)
{
    /// <summary>Whether the body is an envelope whose code is <c>ERROR</c>.</summary>
    public bool IsError { get; init; }
}
