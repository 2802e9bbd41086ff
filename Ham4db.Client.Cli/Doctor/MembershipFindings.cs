namespace Ham4db.Client.Cli.Doctor;

/// <summary>What is wrong with who belongs to whom.</summary>
internal static class MembershipFindings
{
    /// <summary>Judges the endpoints together, then each raft cluster on its own.</summary>
    public static IEnumerable<Finding> Of(IReadOnlyList<NodeFacts> nodes, IReadOnlyList<ServiceCluster> clusters)
    {
        if (clusters.Count > 1)
        {
            yield return new Finding(
                "clusters-mixed",
                $"the endpoints belong to {clusters.Count} clusters that do not know each other: {string.Join("; ", clusters.Select(cluster => $"one of {Words.List(Endpoints(cluster.Nodes))}"))}",
                "name the nodes of one cluster alone in HAM4DB_API: requests go to whichever leader is found first")
            {
                Endpoints = Endpoints(clusters.SelectMany(cluster => cluster.Nodes)),
            };
        }

        foreach (var twins in nodes.Where(node => node.Answers).GroupBy(node => node.Identity).Where(group => group.Count() > 1))
        {
            yield return new Finding("same-node", $"{Words.List(Endpoints(twins))} are the same node", "name it once")
            {
                Endpoints = Endpoints(twins),
                Hurts = false,
            };
        }

        foreach (var finding in clusters.Where(cluster => cluster.HasRaft).SelectMany(cluster => Of(cluster, nodes, isOnly: clusters.Count == 1)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Of(ServiceCluster cluster, IReadOnlyList<NodeFacts> nodes, bool isOnly)
    {
        var lists = cluster.Nodes.Where(node => node.Peers is not null).GroupBy(node => ServiceCluster.Sorted(node.Peers)).ToList();
        if (lists.Count > 1)
        {
            yield return new Finding(
                "peers-differ",
                $"the nodes do not agree on who is a member: {string.Join("; ", lists.Select(list => $"{Words.List(Endpoints(list))}: {list.Key}"))}",
                "a node that was away may still learn of a change; else bring it in line with raft-add-peer and raft-remove-peer at the leader")
            {
                Endpoints = Endpoints(lists.SelectMany(list => list)),
                MayPass = true,
            };
        }

        var members = cluster.Members;
        foreach (var stranger in cluster.Nodes.Where(node => node.RaftAddress is { } own && !members.Contains(own)))
        {
            yield return new Finding(
                "no-member",
                $"{stranger.Endpoint} ({stranger.RaftAddress}) is no member: the members are {string.Join(", ", members)}",
                "stop it and take it from HAM4DB_API if it was removed; else add it with raft-add-peer")
            {
                Endpoints = [stranger.Endpoint],
                MayPass = true,
            };
        }

        var unnamed = isOnly ? Unnamed(members, nodes) : [];
        if (unnamed.Count > 0)
        {
            yield return new Finding(
                "members-unnamed",
                $"{Words.Of(unnamed.Count, "member is", "members are")} not among the endpoints: {string.Join(", ", unnamed)}",
                "add their addresses to HAM4DB_API: the leader may be one of them some day")
            {
                Endpoints = Endpoints(cluster.Nodes),
                Hurts = false,
            };
        }

        var there = members.Intersect(cluster.Nodes.Where(node => node.Condition != Condition.Unhealthy).Select(node => node.RaftAddress).OfType<string>()).Count();
        if (isOnly && cluster.Leaders.Count == 1 && unnamed.Count == 0 && there < members.Count && there == cluster.Quorum)
        {
            yield return new Finding(
                "quorum-bare", $"{there} of {members.Count} members are well: if one more fails, nobody leads", "bring back the others before anything else is touched")
            {
                Endpoints = Endpoints(cluster.Nodes),
                Hurts = false,
            };
        }
    }

    /// <summary>
    /// Members that no endpoint is. An endpoint that does not tell its raft address counts as a member on its host; where there is none, nobody can
    /// say which member it is, and so not either which ones are left over.
    /// </summary>
    private static List<string> Unnamed(IReadOnlyList<string> members, IReadOnlyList<NodeFacts> nodes)
    {
        var unnamed = members.Except(nodes.Where(node => !node.IsMixed).Select(node => node.RaftAddress).OfType<string>()).ToList();
        foreach (var node in nodes.Where(node => node.IsMixed || node.RaftAddress is null))
        {
            var host = HostOf(node.Endpoint);
            if (unnamed.Find(member => HostOf(member) is var name && (name == host || node.Addresses.Contains(name))) is not { } its)
            {
                return [];
            }

            unnamed.Remove(its);
        }

        return unnamed;
    }

    private static string HostOf(string address)
        => Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"raft://{address}", UriKind.Absolute, out var uri)
            ? uri.Host.Trim('[', ']')
            : address;

    private static IReadOnlyList<string> Endpoints(IEnumerable<NodeFacts> nodes) => [.. nodes.Select(node => node.Endpoint)];
}
