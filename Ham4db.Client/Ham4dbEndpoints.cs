namespace Ham4db.Client;

/// <summary>Reads the addresses of nodes.</summary>
public static class Ham4dbEndpoints
{
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';'];

    /// <summary>
    /// Splits a list as in the environment variable <c>HAM4DB_API</c>: one or many addresses, separated by white space or commas, for example
    /// <c>http://db-1:3000/api http://db-2:3000/api</c>.
    /// </summary>
    /// <returns>The addresses as written, for <see cref="Ham4dbClientOptions.Endpoints"/>; empty for null or blank text.</returns>
    public static IReadOnlyList<string> Parse(string? text)
        => text?.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>
    /// The addresses in the environment variable <c>HAM4DB_API</c>, or else in <c>ORCHESTRATOR_API</c>, which the shell clients read as well.
    /// </summary>
    /// <returns>The addresses as written, for <see cref="Ham4dbClientOptions.Endpoints"/>; empty when neither is set.</returns>
    public static IReadOnlyList<string> FromEnvironment()
        => Parse(Environment.GetEnvironmentVariable("HAM4DB_API") is { Length: > 0 } own ? own : Environment.GetEnvironmentVariable("ORCHESTRATOR_API"));

    /// <summary>Gives an address the form that all results use: absolute, ending in <c>/api/</c>.</summary>
    /// <exception cref="FormatException">The address cannot be used; the message names it and says what to change.</exception>
    public static Uri Normalize(string endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var text = endpoint.Trim();
        if (text.Length == 0)
        {
            throw new FormatException("An endpoint is empty: write it as http://host:port.");
        }

        if (!text.Contains("://", StringComparison.Ordinal))
        {
            throw new FormatException($"Endpoint '{Redact(text)}' has no scheme: write http://{Redact(text)} or https://{Redact(text)}.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new FormatException($"Endpoint '{Redact(text)}' is not an address: write it as http://host:port.");
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new FormatException($"Endpoint '{Redact(text)}' has the scheme {uri.Scheme}: only http and https are spoken.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new FormatException(
                $"Endpoint '{Redact(text)}' holds credentials, which would show up in logs: set {nameof(Ham4dbClientOptions.User)} and {nameof(Ham4dbClientOptions.Password)} instead.");
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new FormatException($"Endpoint '{Redact(text)}' has a query or fragment: end it after the port or the path prefix.");
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        return new Uri(uri, path.EndsWith("/api", StringComparison.Ordinal) ? path + "/" : path + "/api/");
    }

    private static string Redact(string text)
    {
        var at = text.LastIndexOf('@');
        var authority = text.IndexOf("://", StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(authority < 0 ? string.Empty : text.AsSpan(0, authority + 3), "***", text.AsSpan(at));
    }
}
