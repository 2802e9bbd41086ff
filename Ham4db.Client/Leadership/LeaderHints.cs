using System.Diagnostics.CodeAnalysis;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Which addresses a node may name as the leader's. Requests carry credentials, so only a configured node may send them elsewhere: it was
/// trusted with them already. Never from https to http.
/// </summary>
internal sealed class LeaderHints(Func<IReadOnlyList<Uri>> configured)
{
    /// <summary>Reads what <paramref name="from"/> names as the leader.</summary>
    /// <param name="hint">The header as it came: a base address, with or without the path prefix.</param>
    /// <param name="from">The node that named it.</param>
    /// <param name="endpoint">The address to ask, ending in <c>/api/</c>. It must still prove that it leads.</param>
    public bool TryAccept(string? hint, Uri from, [NotNullWhen(true)] out Uri? endpoint)
    {
        endpoint = null;
        if (hint is null || !configured().Contains(from) || !Uri.TryCreate(hint, UriKind.Absolute, out var named))
        {
            return false;
        }

        var isWeb = named.Scheme == Uri.UriSchemeHttps || (named.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);
        if (!isWeb || named.Host.Length == 0 || named.UserInfo.Length > 0)
        {
            return false;
        }

        // The Go servers and ours advertise scheme, host and port alone; all nodes share one prefix.
        endpoint = named.AbsolutePath.TrimEnd('/').EndsWith("/api", StringComparison.Ordinal)
            ? new Uri(named, named.AbsolutePath.TrimEnd('/') + "/")
            : new Uri(named, from.AbsolutePath);
        return true;
    }
}
