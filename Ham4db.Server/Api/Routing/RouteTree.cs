using System.Collections.Immutable;

namespace Ham4db.Server.Api.Routing;

/// <summary>Finds the endpoint of a path. Case-sensitive; at each segment a literal wins over a parameter. Immutable once built.</summary>
internal sealed class RouteTree
{
    private const string AnyMethod = "*";
    private const string AnyRest = "**";

    private readonly Node _root = new();
    private readonly string[] _prefix;

    /// <summary>Builds the tree.</summary>
    /// <param name="endpoints">The table.</param>
    /// <param name="urlPrefix">Prefix of all paths but <see cref="ApiEndpoint.RootPaths"/>: empty, or one leading and no trailing slash.</param>
    /// <exception cref="InvalidOperationException">Two endpoints claim the same path and method.</exception>
    public RouteTree(IEnumerable<ApiEndpoint> endpoints, string urlPrefix)
    {
        _prefix = [.. RequestPath.Split(urlPrefix)];
        foreach (var endpoint in endpoints)
        {
            Add(endpoint);
        }
    }

    /// <summary>Finds who serves a path.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="segments">The decoded segments of the whole path.</param>
    public RouteMatch Match(string method, ImmutableArray<string> segments)
    {
        var captured = new List<string>();
        var node = Find(_root, segments.AsSpan(), captured);
        var dialect = IsTyped(segments) ? Dialect.Typed : Dialect.Plain;
        if (node is null)
        {
            return new RouteMatch.Unknown(dialect);
        }

        return node.Routes.TryGetValue(method, out var route) || node.Routes.TryGetValue(AnyMethod, out route)
            ? new RouteMatch.Found(route.Endpoint, dialect, Name(route.Parameters, captured))
            : new RouteMatch.WrongMethod(dialect, [.. node.Routes.Keys.Order(StringComparer.Ordinal)]);
    }

    private void Add(ApiEndpoint endpoint)
    {
        foreach (var path in endpoint.Paths)
        {
            Add(endpoint, [.. _prefix, "api", .. path.Split('/')], MethodsOf(endpoint));
            Add(endpoint, [.. _prefix, "api", "mysql", .. path.Split('/')], MethodsOf(endpoint));
        }

        foreach (var (path, method) in endpoint.TypedPaths)
        {
            var methods = method is null ? MethodsOf(endpoint) : [method, HttpMethods.Post];
            Add(endpoint, [.. _prefix, "api", "mysql", .. path.Split('/')], methods);
        }

        foreach (var path in endpoint.RootPaths)
        {
            Add(endpoint, [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries)], MethodsOf(endpoint));
        }
    }

    private static ImmutableArray<string> MethodsOf(ApiEndpoint endpoint) => endpoint switch
    {
        { TakesAnyMethod: true } => [AnyMethod],
        { Effect: Effect.Change } => [HttpMethods.Get, HttpMethods.Post],
        _ => [HttpMethods.Get, HttpMethods.Head],
    };

    private void Add(ApiEndpoint endpoint, ImmutableArray<string> segments, ImmutableArray<string> methods)
    {
        var node = _root;
        var parameters = ImmutableArray.CreateBuilder<string>();
        foreach (var segment in segments)
        {
            node = segment switch
            {
                AnyRest => node.Rest ??= new Node(),
                [':', ..] => node.Parameter ??= new Node(),
                _ => node.Child(segment),
            };
            if (segment is [':', .. var name])
            {
                parameters.Add(name);
            }
        }

        foreach (var method in methods)
        {
            if (!node.Routes.TryAdd(method, new Route(endpoint, parameters.ToImmutable())))
            {
                throw new InvalidOperationException($"Two endpoints serve {method} /{string.Join('/', segments)}.");
            }
        }
    }

    private static Node? Find(Node node, ReadOnlySpan<string> segments, List<string> captured)
    {
        if (segments.IsEmpty)
        {
            return node.Routes.Count > 0 ? node : null;
        }

        if (node.Rest is not null)
        {
            return node.Rest;
        }

        if (node.Literals.TryGetValue(segments[0], out var literal) && Find(literal, segments[1..], captured) is { } byLiteral)
        {
            return byLiteral;
        }

        if (node.Parameter is not { } parameter || segments[0].Length == 0)
        {
            return null;
        }

        captured.Add(segments[0]);
        if (Find(parameter, segments[1..], captured) is { } byParameter)
        {
            return byParameter;
        }

        captured.RemoveAt(captured.Count - 1);
        return null;
    }

    private static ImmutableDictionary<string, string> Name(ImmutableArray<string> parameters, List<string> captured)
        => parameters.Zip(captured).ToImmutableDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    private bool IsTyped(ImmutableArray<string> segments)
        => segments.Length > _prefix.Length + 1
            && segments.AsSpan(0, _prefix.Length).SequenceEqual(_prefix)
            && segments[_prefix.Length] == "api"
            && segments[_prefix.Length + 1] is "mysql" or "opengauss";

    private sealed record Route(ApiEndpoint Endpoint, ImmutableArray<string> Parameters);

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Route> Routes { get; } = new(StringComparer.Ordinal);

        public Node? Parameter { get; set; }

        /// <summary>Serves every path that goes on from here.</summary>
        public Node? Rest { get; set; }

        public Node Child(string segment)
        {
            if (!Literals.TryGetValue(segment, out var child))
            {
                Literals.Add(segment, child = new Node());
            }

            return child;
        }
    }
}
