using System.Collections.Immutable;

namespace Ham4db.Server.Api.Routing;

/// <summary>The path of a request as decoded segments.</summary>
/// <remarks>
/// Read from the request line itself: the framework's path has dot segments removed after decoding, and cannot tell an encoded
/// percent sign from an encoded slash, so that an owner, reason or tag of <c>..</c> or <c>a%2Fb</c> would end in another route.
/// </remarks>
internal static class RequestPath
{
    /// <summary>Splits a request target into decoded segments; one trailing slash is ignored.</summary>
    /// <param name="target">The target of the request line: a path with an optional query, or an absolute URL.</param>
    /// <returns>The segments, an empty one where two slashes meet; no segment for the root and for <c>*</c>.</returns>
    public static ImmutableArray<string> Split(string target)
    {
        var path = PathOf(target);
        var end = path.Length > 1 && path.EndsWith('/') ? path.Length - 1 : path.Length;
        return path.Length < 2 ? [] : [.. path[1..end].Split('/').Select(Uri.UnescapeDataString)];
    }

    /// <summary>The target's path and query as they were sent, beginning with a slash; empty when it has no path.</summary>
    public static string PathAndQuery(string target)
    {
        if (target.StartsWith('/'))
        {
            return target;
        }

        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var slash = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
        return slash < 0 ? string.Empty : target[slash..];
    }

    private static string PathOf(string target)
    {
        var whole = PathAndQuery(target);
        var query = whole.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? whole : whole[..query];
    }
}
