using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Connection;

/// <summary>The address of one node, checked and normalised.</summary>
/// <param name="Url">Base address of its API, ending in <c>/api</c>, without credentials.</param>
/// <param name="User">User that the address held; null when it held none.</param>
/// <param name="Password">Password that the address held; null when it held none.</param>
internal sealed record Endpoint(string Url, string? User, string? Password)
{
    /// <summary>Reads an address; <c>host:port</c> without a scheme means http, as it does to curl.</summary>
    /// <exception cref="UsageException">It is no http or https URL.</exception>
    public static Endpoint Parse(string text)
    {
        var url = text.Contains("://", StringComparison.Ordinal) || !text.Contains(':') ? text : $"http://{text}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Host.Length == 0
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0)
        {
            throw new UsageException(
                $"endpoint \"{WithoutCredentials(text)}\" is no http or https URL: write for example http://db-1:3000, in HAM4DB_API or after -U");
        }

        // A single slash is cut, as the shell scripts do; what the server would see as another path stays another path.
        var plain = WithoutCredentials(url);
        var trimmed = plain.EndsWith('/') ? plain[..^1] : plain;
        var credentials = uri.UserInfo.Length == 0 ? null : uri.UserInfo.Split(':', 2);
        return new Endpoint(
            trimmed.EndsWith("/api", StringComparison.Ordinal) ? trimmed : $"{trimmed}/api",
            credentials is null ? null : Uri.UnescapeDataString(credentials[0]),
            credentials is [_, var password] ? Uri.UnescapeDataString(password) : null);
    }

    /// <summary>Reads addresses that are separated by white space; each once.</summary>
    /// <exception cref="UsageException">One is no http or https URL.</exception>
    public static List<Endpoint> ParseAll(string text)
        => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Parse).Distinct()];

    /// <summary>An address without the user and password in it.</summary>
    public static string WithoutCredentials(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var end = url.IndexOf('/', start) is var slash and >= 0 ? slash : url.Length;
        var at = url.AsSpan(start, end - start).LastIndexOf('@');
        return at < 0 ? url : url[..start] + url[(start + at + 1)..];
    }
}
