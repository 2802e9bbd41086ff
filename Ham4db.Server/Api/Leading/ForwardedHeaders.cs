using System.Collections.Frozen;
using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Api.Leading;

/// <summary>Which headers pass between a caller and the leader.</summary>
internal static class ForwardedHeaders
{
    private const string ForwardedFor = "X-Forwarded-For";

    private static readonly FrozenSet<string> HopByHop = FrozenSet.ToFrozenSet(
        [
            "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
            "Transfer-Encoding", "Upgrade",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>These belong to a request's body, which is not passed on, or are set anew for this hop.</summary>
    private static readonly FrozenSet<string> NotForwarded = FrozenSet.ToFrozenSet(
        [
            "Accept-Encoding", "Content-Encoding", "Content-Length", "Content-Type", "Expect", ForwardedFor,
            WireHeaders.DeadlineMilliseconds, WireHeaders.Forwarded,
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Copies what the caller sent, credentials and host name included, and marks the request as forwarded.</summary>
    public static void CopyTo(HttpRequestMessage target, HttpRequest source, TimeSpan remaining)
    {
        var named = source.Headers.GetCommaSeparatedValues("Connection");
        foreach (var (name, values) in source.Headers)
        {
            if (!HopByHop.Contains(name) && !NotForwarded.Contains(name) && !named.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                target.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        var callers = source.Headers[ForwardedFor].Append(source.HttpContext.Connection.RemoteIpAddress?.ToString()).Where(address => !string.IsNullOrEmpty(address));
        target.Headers.TryAddWithoutValidation(ForwardedFor, string.Join(", ", callers));
        target.Headers.TryAddWithoutValidation(WireHeaders.Forwarded, "1");
        target.Headers.TryAddWithoutValidation(
            WireHeaders.DeadlineMilliseconds, Math.Max(1, (long)remaining.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Copies the leader's headers into the reply to the caller.</summary>
    public static void CopyTo(HttpResponse target, HttpResponseMessage source)
    {
        foreach (var (name, values) in source.Headers.NonValidated.Concat(source.Content.Headers.NonValidated))
        {
            if (!HopByHop.Contains(name) && !source.Headers.Connection.Contains(name))
            {
                target.Headers[name] = values.ToArray();
            }
        }
    }
}
