using System.Collections.Frozen;

namespace Ham4db.Client.Http;

/// <summary>Where ham4db (Go) has the routes of the typed methods. What is not listed it has under orchestrator's path.</summary>
internal static class Ham4dbGoRoutes
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["all-instances"] = "list-instance",
        ["begin-downtime"] = "mysql/begin-downtime",
        ["cluster"] = "mysql/cluster",
        ["cluster-info"] = "mysql/cluster-info",
        ["clusters-info"] = "mysql/clusters-info",
        ["discover"] = "mysql/discover",
        ["end-downtime"] = "mysql/end-downtime",
        ["forget"] = "mysql/forget",
        ["forget-cluster"] = "mysql/forget-cluster",
        ["problems"] = "mysql/problems",
        ["refresh"] = "mysql/refresh",
        ["search"] = "mysql/search",
        ["status"] = "mysql/status",
        ["topology"] = "mysql/topology",
        ["topology-tabulated"] = "mysql/topology/tabulated",
        ["topology-tags"] = "mysql/topology/tag",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Paths.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the two Go servers have this route under different paths.</summary>
    public static bool Differs(ReadOnlySpan<char> path) => BySpan.ContainsKey(NameOf(path));

    /// <summary>The path on ham4db (Go) of what orchestrator has under <paramref name="path"/>.</summary>
    public static string Translate(string path)
    {
        var name = NameOf(path);
        if (!BySpan.TryGetValue(name, out var there))
        {
            return path;
        }

        // Its query form of search crashes; the text goes into the path.
        const string searchQuery = "search?s=";
        return path.StartsWith(searchQuery, StringComparison.Ordinal)
            ? $"{there}/{path.AsSpan(searchQuery.Length)}"
            : string.Concat(there, path.AsSpan(name.Length));
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny('/', '?');
        return end < 0 ? path : path[..end];
    }
}
