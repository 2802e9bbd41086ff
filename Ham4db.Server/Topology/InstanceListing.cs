using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>Lists of instances, each in the order of the API.</summary>
internal static class InstanceListing
{
    /// <summary>The instances in which <paramref name="text"/> occurs; all of them for an empty text.</summary>
    /// <remarks>
    /// A part of the host name, <c>host:port</c>, cluster name, version, version comment or proposed alias, in any case; or exactly the
    /// server_id or port. Roots come first, and of equals the one with more replicas.
    /// </remarks>
    public static IReadOnlyList<Instance> Search(TopologyView view, string text)
        => [.. view.Instances
            .Where(instance => Mentions(instance, text.Trim()))
            .OrderBy(instance => instance.ReplicationDepth)
            .ThenByDescending(instance => instance.Replicas.Length)
            .ThenBy(instance => instance.ClusterName, StringComparer.Ordinal)
            .ThenBy(instance => instance.Key)];

    /// <summary>The instances with a problem, by host and port; those in downtime or filtered out are left out.</summary>
    /// <param name="view">The instances.</param>
    /// <param name="clusterPattern">A cluster's name in which <c>%</c> and <c>_</c> are wildcards; empty for all clusters.</param>
    /// <param name="ignored">Instances to leave out.</param>
    /// <param name="decisions">What was decided about an instance.</param>
    /// <param name="now">The moment that ages are counted to.</param>
    /// <param name="limits">The limits of health.</param>
    public static IReadOnlyList<Instance> Problems(
        TopologyView view,
        string clusterPattern,
        HostnameFilters ignored,
        Func<InstanceKey, InstanceDecisions> decisions,
        DateTimeOffset now,
        HealthLimits limits)
        => [.. view.Instances.Where(instance
            => InstanceProblems.Any(instance, now, limits)
                && (clusterPattern.Length == 0 || WildcardText.Like(instance.ClusterName, clusterPattern))
                && !decisions(instance.Key).IsDowntimed(now)
                && !ignored.Match(instance.Key))];

    private static bool Mentions(Instance instance, string text)
        => text.Length == 0
            || new[]
            {
                instance.Key.ToString(), instance.Key.Hostname, instance.ClusterName, instance.Version, instance.VersionComment, instance.SuggestedClusterAlias,
            }.Any(column => column.Contains(text, StringComparison.OrdinalIgnoreCase))
            || text == instance.ServerId.ToString(CultureInfo.InvariantCulture)
            || text == instance.Key.Port.ToString(CultureInfo.InvariantCulture);
}
