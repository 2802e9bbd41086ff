using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Access;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Api;

/// <summary>One request that has found its endpoint.</summary>
/// <param name="Http">The framework's view of it.</param>
/// <param name="Route">Its endpoint and path parameters.</param>
/// <param name="Caller">Who sent it.</param>
/// <param name="IdempotencyKey">The name of the change; null when it has none.</param>
internal sealed record ApiRequest(HttpContext Http, RouteMatch.Found Route, Caller Caller, IdempotencyKey? IdempotencyKey)
{
    /// <summary>What an earlier request with the same idempotency key did; null when this is the first, or has no key.</summary>
    public CommandResult? Kept { get; set; }

    /// <summary>Whether the path has this parameter.</summary>
    public bool Has(string name) => Route.Values.ContainsKey(name);

    /// <summary>A parameter of the path, without surrounding white space: both shell clients append a newline to some.</summary>
    /// <returns>Empty when the path has no such parameter.</returns>
    public string Path(string name) => Route.Values.GetValueOrDefault(name, string.Empty).Trim();

    /// <summary>A parameter of the query, without surrounding white space; empty when absent.</summary>
    public string Query(string name) => Http.Request.Query[name].FirstOrDefault()?.Trim() ?? string.Empty;

    /// <summary>Whether the query has this parameter, be it an empty one.</summary>
    public bool HasQuery(string name) => Http.Request.Query.ContainsKey(name);

    /// <summary>A parameter of the path that must not be blank.</summary>
    /// <exception cref="RequestRefusedException">It is blank.</exception>
    public string Required(string name)
        => Path(name) is { Length: > 0 } given ? given : throw RequestRefusedException.BadArgument($"No {name} given");

    /// <summary>A parameter of the path, read.</summary>
    /// <exception cref="RequestRefusedException"><paramref name="parse"/> throws a <see cref="FormatException"/>, whose message is passed on.</exception>
    public T Parsed<T>(string name, Func<string, T> parse) => Parsed(parse, Path(name));

    /// <summary>Reads a text that the caller sent.</summary>
    /// <exception cref="RequestRefusedException"><paramref name="parse"/> throws a <see cref="FormatException"/>, whose message is passed on.</exception>
    public static T Parsed<T>(Func<string, T> parse, string text)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException refusal)
        {
            throw RequestRefusedException.BadArgument(refusal.Message);
        }
    }

    /// <summary>The instance that two parameters of the path name, as written.</summary>
    /// <exception cref="RequestRefusedException">The port is no number from 1 to 65535, or the host is no name.</exception>
    public InstanceKey Key(string host = "host", string port = "port")
    {
        var given = Path(port);
        if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
        {
            throw RequestRefusedException.BadArgument($"Invalid port: {given}");
        }

        var name = Path(host);
        var bare = name is ['[', .. var address, ']'] ? address : name;
        return bare.Length == 0 || bare.Contains('/', StringComparison.Ordinal)
            ? throw RequestRefusedException.BadArgument($"Invalid hostname: {name}")
            : new InstanceKey(bare, number);
    }
}
