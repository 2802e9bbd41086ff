using System.Collections.Immutable;

namespace Ham4db.Server.Topology;

/// <summary>Which alias each cluster has.</summary>
internal static class ClusterAliases
{
    /// <summary>Chooses an alias for every cluster of <paramref name="instances"/>.</summary>
    /// <param name="instances">All instances.</param>
    /// <param name="overrides">Cluster name to the alias that an operator set; it wins over what instances propose.</param>
    /// <param name="patterns">Alias by pattern on the cluster's name, for clusters that nothing else gives one.</param>
    /// <param name="isLost">Whether an instance is what a recovery left behind; such a one proposes nothing.</param>
    /// <returns>Cluster name to alias; the cluster's own name when it has none. An alias proposed by two clusters goes to one of them.</returns>
    public static ImmutableSortedDictionary<string, string> Choose(
        IReadOnlyCollection<Instance> instances,
        IReadOnlyDictionary<string, string> overrides,
        IReadOnlyCollection<KeyValuePair<string, string>> patterns,
        Func<Instance, bool> isLost)
    {
        var byCluster = new Dictionary<string, string>(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);

        // The last proposal wins: that of a valid, writeable instance with many replicas.
        foreach (var instance in instances
            .Where(instance => !isLost(instance))
            .OrderBy(instance => instance.IsLastCheckValid)
            .ThenByDescending(instance => instance.ReadOnly)
            .ThenBy(instance => instance.Replicas.Length)
            .ThenByDescending(instance => instance.Key))
        {
            var alias = overrides.GetValueOrDefault(instance.ClusterName, instance.SuggestedClusterAlias);
            if (alias.Length > 0)
            {
                Give(instance.ClusterName, alias, byCluster, owners);
            }
        }

        return instances
            .Select(instance => instance.ClusterName)
            .Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                name => name,
                name => byCluster.GetValueOrDefault(name) ?? ClusterNaming.AliasByName(name, patterns) ?? name,
                StringComparer.Ordinal);
    }

    private static void Give(string cluster, string alias, Dictionary<string, string> byCluster, Dictionary<string, string> owners)
    {
        if (owners.Remove(alias, out var formerOwner))
        {
            byCluster.Remove(formerOwner);
        }

        if (byCluster.TryGetValue(cluster, out var formerAlias))
        {
            owners.Remove(formerAlias);
        }

        byCluster[cluster] = alias;
        owners[alias] = cluster;
    }
}
