namespace Ham4db.Client.Cli.Doctor;

/// <summary>What the nodes of a cluster should have in common, and have not: version and time.</summary>
internal static class AgreementFindings
{
    /// <summary>Seconds that clocks may differ by. Less does no harm, and cannot be told for certain over HTTP.</summary>
    private static readonly TimeSpan ClockLimit = TimeSpan.FromSeconds(5);

    /// <summary>Judges versions by cluster, and the clocks of all.</summary>
    public static IEnumerable<Finding> Of(IReadOnlyList<NodeFacts> nodes, IReadOnlyList<ServiceCluster> clusters)
        => clusters.SelectMany(OfVersions).Concat(OfClocks(nodes));

    private static IEnumerable<Finding> OfVersions(ServiceCluster cluster)
    {
        var versions = cluster.Nodes
            .Where(node => node.Dialect != ServerDialect.Auto)
            .GroupBy(Report.Server)
            .ToList();
        if (versions.Count > 1)
        {
            yield return new Finding(
                "versions-differ",
                $"the nodes run different versions: {string.Join("; ", versions.Select(version => $"{Words.List([.. version.Select(node => node.Endpoint)])}: {version.Key}"))}",
                "go on with the upgrade; different versions are meant to run together for its time alone")
            {
                Endpoints = [.. cluster.Nodes.Select(node => node.Endpoint)],

                // Different programs cannot share a log at all.
                Hurts = cluster.Nodes.Select(node => node.Dialect).Where(dialect => dialect != ServerDialect.Auto).Distinct().Count() > 1,
            };
        }
    }

    private static IEnumerable<Finding> OfClocks(IReadOnlyList<NodeFacts> nodes)
    {
        var told = nodes.Where(node => node.Clock is not null).ToList();
        if (told.Count == 0)
        {
            yield break;
        }

        var first = told.MaxBy(node => node.Clock!.Value.Lowest)!;
        var last = told.MinBy(node => node.Clock!.Value.Highest)!;
        var apart = first.Clock!.Value.AheadOf(last.Clock!.Value);
        if (apart > ClockLimit)
        {
            yield return new Finding(
                "clocks-differ",
                $"the clock of {first.Endpoint} is {ClockReading.Words(apart)} ahead of that of {last.Endpoint}",
                "set both by the same time servers: downtimes and what is written down of recoveries go by the clock")
            {
                Endpoints = [first.Endpoint, last.Endpoint],
            };
        }
        else if (told.All(node => node.Clock!.Value.Certain.Duration() > ClockLimit))
        {
            yield return new Finding(
                "own-clock",
                $"the clock of this machine is {ClockReading.Words(told[0].Clock!.Value.Certain)} {(told[0].Clock!.Value.Certain > TimeSpan.Zero ? "behind" : "ahead of")} those of the nodes, which agree",
                "set this machine's clock")
            {
                Endpoints = [.. told.Select(node => node.Endpoint)],
                Hurts = false,
            };
        }
    }
}
