using System.Collections.Immutable;

namespace Ham4db.Server.Api.Routing;

/// <summary>What the table of endpoints says of a path and method.</summary>
internal abstract record RouteMatch
{
    private RouteMatch()
    {
    }

    /// <summary>An endpoint serves it.</summary>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Dialect">The dialect of the path.</param>
    /// <param name="Values">The decoded parameters by name.</param>
    public sealed record Found(ApiEndpoint Endpoint, Dialect Dialect, ImmutableDictionary<string, string> Values) : RouteMatch;

    /// <summary>The path exists, the method does not fit.</summary>
    /// <param name="Dialect">The dialect of the path.</param>
    /// <param name="Allowed">The methods that fit, sorted.</param>
    public sealed record WrongMethod(Dialect Dialect, ImmutableArray<string> Allowed) : RouteMatch;

    /// <summary>No endpoint has this path.</summary>
    public sealed record Unknown(Dialect Dialect) : RouteMatch;
}
