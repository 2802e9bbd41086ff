namespace Ham4db.Client.Cli.Doctor;

/// <summary>What follows from the facts: findings and an exit code. Pure.</summary>
/// <param name="Clusters">Which endpoints belong together.</param>
/// <param name="Findings">What is not as it should be, the worst first.</param>
/// <param name="ExitCode">One of <see cref="Cli.ExitCode"/>.</param>
internal sealed record Diagnosis(IReadOnlyList<ServiceCluster> Clusters, IReadOnlyList<Finding> Findings, int ExitCode)
{
    /// <summary>Whether a second look may find less.</summary>
    public bool MayPass => Findings.Any(finding => finding.MayPass);

    /// <summary>Judges the facts.</summary>
    /// <param name="nodes">The endpoints in their order.</param>
    /// <param name="hasCredentials">Whether a password or a user is sent with each request.</param>
    /// <param name="now">The time, by our clock.</param>
    public static Diagnosis Of(IReadOnlyList<NodeFacts> nodes, bool hasCredentials, DateTimeOffset now)
    {
        var clusters = ServiceCluster.Of(nodes);
        IEnumerable<Finding> findings =
        [
            .. LeadershipFindings.Of(nodes, clusters),
            .. MembershipFindings.Of(nodes, clusters),
            .. nodes.Except(Leaderless(clusters)).SelectMany(node => NodeFindings.Of(node, now)),
            .. AgreementFindings.Of(nodes, clusters),
            .. NodeFindings.OfPlainHttp(nodes, hasCredentials),
        ];
        var sorted = findings.OrderByDescending(finding => finding.Hurts).ToList();
        return new Diagnosis(clusters, sorted, ExitCodeOf(nodes, sorted));
    }

    /// <summary>Nodes that follow nobody because there is nobody: that has been said of their cluster.</summary>
    private static IEnumerable<NodeFacts> Leaderless(IReadOnlyList<ServiceCluster> clusters)
        => clusters.Where(cluster => cluster.Leaders.Count == 0).SelectMany(cluster => cluster.Nodes).Where(node => node.IsLost);

    private static int ExitCodeOf(IReadOnlyList<NodeFacts> nodes, List<Finding> findings)
    {
        // Whoever was not let in does not know whether somebody leads.
        var isKnown = !nodes.Any(node => node.Condition is Condition.Unauthorized or Condition.Forbidden);
        return isKnown && !nodes.Any(node => node.Leads || node.ReachesLeader == true) ? Cli.ExitCode.NoLeader
            : findings.Any(finding => finding.Hurts) ? Cli.ExitCode.Refused
            : Cli.ExitCode.Done;
    }
}
