using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Connection;

/// <summary>Whom to ask, as whom, and for how long: read from options, then from the settings.</summary>
internal sealed record Server
{
    private const string DefaultEndpoint = "http://localhost:3000";

    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(2);

    /// <summary>All configured nodes; one at least.</summary>
    public required IReadOnlyList<Endpoint> Endpoints { get; init; }

    /// <summary>Bounds the whole command, or one request of one that goes on.</summary>
    public required TimeSpan Timeout { get; init; }

    private (string? User, string? Password) Basic { get; init; }

    private (string? Name, string? Value) Header { get; init; }

    /// <summary>Reads where the nodes are and how to authenticate.</summary>
    /// <exception cref="UsageException">An endpoint is no URL, a header has no value, or the time-out is no duration.</exception>
    public static Server Read(CommandLine line, Settings settings, TimeSpan defaultTimeout)
    {
        var api = line[Options.Api] is { Length: > 0 } given ? given : settings.Find("API") ?? DefaultEndpoint;
        var endpoints = api.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Endpoint.Parse).Distinct().ToList();
        if (endpoints.Count == 0)
        {
            endpoints = [Endpoint.Parse(DefaultEndpoint)];
        }

        return new Server
        {
            Endpoints = endpoints,
            Timeout = ReadTimeout(line, defaultTimeout),
            Basic = ReadBasic(line, settings, endpoints),
            Header = ReadHeader(line, settings),
        };
    }

    /// <summary>Options for the SDK.</summary>
    public Ham4dbClientOptions ToOptions() => new()
    {
        // A command ends before there would be anything to hear.
        WatchLeader = false,
        Endpoints = [.. Endpoints.Select(endpoint => endpoint.Url)],
        Deadline = Timeout,
        ProbeTimeout = Timeout / 2 < LongestProbe ? Timeout / 2 : LongestProbe,
        User = Basic.User,
        Password = Basic.Password,
        UserHeaderName = Header.Name,
        UserHeaderValue = Header.Value,
    };

    private static TimeSpan ReadTimeout(CommandLine line, TimeSpan defaultTimeout)
    {
        if (line[Options.Timeout] is not { } text)
        {
            return defaultTimeout;
        }

        return Durations.TryParse(text, out var timeout) && timeout <= TimeSpan.FromDays(1)
            ? timeout
            : throw new UsageException($"time-out \"{text}\" is no duration: write for example --timeout 30s, at most 1d");
    }

    private static (string? User, string? Password) ReadBasic(CommandLine line, Settings settings, List<Endpoint> endpoints)
    {
        if (line[Options.Auth] is { Length: > 0 } auth)
        {
            var parts = auth.Split(':', 2);
            return (parts[0], parts.Length > 1 ? parts[1] : string.Empty);
        }

        var (user, password) = (settings.Find("AUTH_USER"), settings.Find("AUTH_PASSWORD"));
        if (user is not null || password is not null)
        {
            return (user ?? string.Empty, password ?? string.Empty);
        }

        var inUrl = endpoints.FirstOrDefault(endpoint => endpoint.User is not null);
        return (inUrl?.User, inUrl?.Password);
    }

    private static (string? Name, string? Value) ReadHeader(CommandLine line, Settings settings)
    {
        var text = line[Options.HeadersAuth] is { Length: > 0 } given ? given : settings.Find("AUTH_USER_HEADER");
        if (text is null)
        {
            return (null, null);
        }

        var colon = text.IndexOf(':');
        return colon > 0 && text[(colon + 1)..].Trim() is { Length: > 0 } value
            ? (text[..colon].Trim(), value)
            : throw new UsageException("the authentication header has no name or no value: write Name:value, in HAM4DB_AUTH_USER_HEADER or after -e");
    }
}
