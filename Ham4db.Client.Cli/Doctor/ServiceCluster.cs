namespace Ham4db.Client.Cli.Doctor;

/// <summary>Endpoints that belong together: raft members of each other, or users of the same backend.</summary>
/// <param name="Nodes">Each process once, in the order of the endpoints.</param>
internal sealed record ServiceCluster(IReadOnlyList<NodeFacts> Nodes)
{
    /// <summary>Those who prove to lead.</summary>
    public IReadOnlyList<NodeFacts> Leaders => [.. Nodes.Where(node => node.Leads)];

    /// <summary>Whether the nodes are raft members.</summary>
    public bool HasRaft => Nodes.Any(node => node.Peers is not null);

    /// <summary>The members: as the leader has them, else as most nodes do. Empty without raft.</summary>
    public IReadOnlyList<string> Members
        => Leaders is [{ Peers: { } ofLeader }, ..]
            ? ofLeader
            : Nodes.Select(node => node.Peers).OfType<IReadOnlyList<string>>()
                .GroupBy(Sorted)
                .OrderByDescending(group => group.Count())
                .Select(group => group.First())
                .FirstOrDefault() ?? [];

    /// <summary>How many members must agree on a leader.</summary>
    public int Quorum => Members.Count / 2 + 1;

    /// <summary>A list of peers in a form in which equal lists are equal texts.</summary>
    public static string Sorted(IReadOnlyList<string>? peers) => string.Join(' ', (peers ?? []).Order(StringComparer.Ordinal));

    /// <summary>Sorts the nodes that answer by what they have in common.</summary>
    /// <remarks>A node that tells nothing of its company counts to the first cluster: that it is alone would be a guess too.</remarks>
    public static IReadOnlyList<ServiceCluster> Of(IReadOnlyList<NodeFacts> nodes)
    {
        var distinct = nodes.Where(node => node is { Answers: true, IsMixed: false }).DistinctBy(node => node.Identity).ToList();
        var clusters = new List<(HashSet<string> Marks, List<NodeFacts> Nodes)>();
        foreach (var node in distinct.Where(HasCompany))
        {
            HashSet<string> marks = [.. node.Peers ?? node.SharedWith, node.RaftAddress ?? node.Identity];
            var joined = (Marks: marks, Nodes: new List<NodeFacts> { node });
            foreach (var other in clusters.Where(cluster => cluster.Marks.Overlaps(marks)).ToList())
            {
                clusters.Remove(other);
                joined.Marks.UnionWith(other.Marks);
                joined.Nodes.AddRange(other.Nodes);
            }

            clusters.Add(joined);
        }

        var sorted = clusters.Select(cluster => cluster.Nodes).OrderBy(members => members.Min(distinct.IndexOf)).ToList();
        var rest = distinct.Where(node => !HasCompany(node)).ToList();
        if (sorted.Count == 0 && rest.Count > 0)
        {
            sorted.Add([]);
        }

        return [.. sorted.Select((members, position) => new ServiceCluster([.. distinct.Where(node => members.Contains(node) || (position == 0 && rest.Contains(node)))]))];
    }

    private static bool HasCompany(NodeFacts node) => node.Peers is not null || node.SharedWith.Count > 0;
}
