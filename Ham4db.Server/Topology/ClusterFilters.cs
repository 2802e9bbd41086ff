using System.Collections.Immutable;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Topology;

/// <summary>The lists of clusters that are recovered without being asked.</summary>
internal static class ClusterFilters
{
    private const string AliasIs = "alias=";
    private const string AliasMatches = "alias~=";

    /// <summary>
    /// Whether any of <paramref name="filters"/> chooses the cluster: by name, by alias, as <c>alias=X</c>, as <c>alias~=pattern</c>,
    /// as <c>*</c>, or as a pattern on the name.
    /// </summary>
    public static bool Match(ImmutableArray<string> filters, string clusterName, string alias)
        => filters.Any(filter => filter switch
        {
            "" => false,
            "*" => true,
            _ when filter == clusterName || filter == alias => true,
            _ when filter.StartsWith(AliasIs, StringComparison.Ordinal) => filter[AliasIs.Length..] == alias,
            _ when filter.StartsWith(AliasMatches, StringComparison.Ordinal) => NamePattern.IsFound(filter[AliasMatches.Length..], alias),
            _ => NamePattern.IsFound(filter, clusterName),
        });
}
