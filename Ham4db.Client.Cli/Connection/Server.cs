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

    /// <summary>The context that was used; null when none was.</summary>
    public string? ContextName { get; private init; }

    /// <summary>Where the credentials come from, for a person whose are refused.</summary>
    public string WhereCredentialsAre
        => ContextName is null ? "HAM4DB_AUTH_USER and HAM4DB_AUTH_PASSWORD, or -b" : $"the credentials of the context {ContextName}, or -b";

    /// <summary>Whether a request is sent once only.</summary>
    public bool IsTriedOnce { get; private init; }

    private (string? User, string? Password) Basic { get; init; }

    private (string? Name, string? Value) Header { get; init; }

    private string? Token { get; init; }

    private string? CaFile { get; init; }

    private string? CertFile { get; init; }

    private string? KeyFile { get; init; }

    /// <summary>Reads where the nodes are and how to authenticate.</summary>
    /// <param name="line">The arguments; they win.</param>
    /// <param name="settings">The environment; its endpoints and credentials count only without a context.</param>
    /// <param name="context">The context to use; null for none.</param>
    /// <param name="defaultTimeout">What bounds the command unless the arguments do.</param>
    /// <exception cref="UsageException">An endpoint is no URL, a header has no value, or the time-out is no duration.</exception>
    public static Server Read(CommandLine line, Settings settings, ChosenContext? context, TimeSpan defaultTimeout)
    {
        if (line.Has(Options.Retry) && line.Has(Options.NoRetry))
        {
            throw new UsageException("--retry and --no-retry contradict each other: write one of them");
        }

        var endpoints = ReadEndpoints(line, settings, context);
        return new Server
        {
            Endpoints = endpoints,
            ContextName = context?.Name,
            IsTriedOnce = line.Has(Options.NoRetry),
            Timeout = ReadTimeout(line, defaultTimeout),
            Basic = ReadBasic(line, settings, context?.Context, endpoints),
            Header = ReadHeader(line[Options.HeadersAuth] is { Length: > 0 } header ? header : context is null ? settings.Find("AUTH_USER_HEADER") : context.Context.Header),
            Token = context?.Context.Token,
            CaFile = line[Options.CaFile] ?? context?.Context.CaFile,
            CertFile = line[Options.CertFile] ?? context?.Context.CertFile,
            KeyFile = line[Options.KeyFile] ?? context?.Context.KeyFile,
        };
    }

    /// <summary>Options for the SDK.</summary>
    public Ham4dbClientOptions ToOptions()
    {
        var options = ToRepeatingOptions();
        if (IsTriedOnce)
        {
            // One try that nothing cuts short: no repetition after it, and nobody else asked beside it.
            options.Resilience = static _ => { };
            options.SilenceBeforeProbe = Timeout;
        }

        return options;
    }

    private Ham4dbClientOptions ToRepeatingOptions() => new()
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
        AccessToken = Token,
        TlsCaFile = CaFile,
        TlsCertFile = CertFile,
        TlsKeyFile = KeyFile,
    };

    private static List<Endpoint> ReadEndpoints(CommandLine line, Settings settings, ChosenContext? context)
    {
        if (line[Options.Api] is not { Length: > 0 } && context is not null)
        {
            return [.. context.Context.Endpoints.Select(Endpoint.Parse).Distinct()];
        }

        var api = line[Options.Api] is { Length: > 0 } given ? given : settings.Find("API") ?? DefaultEndpoint;
        var endpoints = Endpoint.ParseAll(api);
        return endpoints.Count > 0 ? endpoints : [Endpoint.Parse(DefaultEndpoint)];
    }

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

    private static (string? User, string? Password) ReadBasic(CommandLine line, Settings settings, Context? context, List<Endpoint> endpoints)
    {
        if (line[Options.Auth] is { Length: > 0 } auth)
        {
            var parts = auth.Split(':', 2);
            return (parts[0], parts.Length > 1 ? parts[1] : string.Empty);
        }

        var (user, password) = context is null ? (settings.Find("AUTH_USER"), settings.Find("AUTH_PASSWORD")) : (context.User, context.Password);
        if (user is not null || password is not null)
        {
            return (user ?? string.Empty, password ?? string.Empty);
        }

        var inUrl = endpoints.FirstOrDefault(endpoint => endpoint.User is not null);
        return (inUrl?.User, inUrl?.Password);
    }

    /// <exception cref="UsageException">It has no name or no value.</exception>
    internal static (string? Name, string? Value) ReadHeader(string? text)
    {
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
