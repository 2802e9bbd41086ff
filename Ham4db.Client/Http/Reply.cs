using System.Net;

namespace Ham4db.Client.Http;

/// <summary>A reply, read to its end.</summary>
internal sealed record Reply(HttpStatusCode Status, ReplyBody Body, Uri Node)
{
    /// <summary>Whether the node announced itself as Ham4db.</summary>
    public bool IsHam4db { get; init; }

    /// <summary>The term that the node knows; null when it does not tell.</summary>
    public long? Term { get; init; }

    /// <summary>The leader's address as the node told it, unchecked; null when it did not.</summary>
    public string? LeaderHint { get; init; }

    /// <summary>Where a redirect points; null when the reply is none.</summary>
    public string? Location { get; init; }
}
