using System.Security.Cryptography;
using System.Text;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Api.Changes;

/// <summary>The name that a caller gave its change, so that a repetition gets the first answer.</summary>
/// <param name="Value">1 to 128 visible ASCII characters.</param>
/// <param name="RequestDigest">Digest of what the request asks for, whatever its method, dialect and headers.</param>
internal sealed record IdempotencyKey(string Value, string RequestDigest)
{
    private const int LongestKey = 128;

    /// <summary>Reads the key of a request.</summary>
    /// <returns>Null when it gives none.</returns>
    /// <exception cref="RequestRefusedException">It gives several, an empty one, or one that cannot be kept.</exception>
    public static IdempotencyKey? Read(IHeaderDictionary headers, RouteMatch.Found route, QueryString query)
    {
        var given = headers[WireHeaders.IdempotencyKey];
        if (given.Count == 0)
        {
            return null;
        }

        return given is [{ Length: > 0 and <= LongestKey } key] && key.All(character => character is > ' ' and <= '~')
            ? new IdempotencyKey(key, Digest(route, query))
            : throw RequestRefusedException.BadArgument(
                $"The {WireHeaders.IdempotencyKey} header must hold one text of 1 to {LongestKey} visible ASCII characters. Nothing was done.");
    }

    private static string Digest(RouteMatch.Found route, QueryString query)
    {
        var text = new StringBuilder(route.Endpoint.Name);
        foreach (var (name, value) in route.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            // Lengths in front keep values apart that contain the separators.
            text.Append('\n').Append(name).Append(':').Append(value.Length).Append(':').Append(value);
        }

        text.Append('\n').Append(query.Value);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
