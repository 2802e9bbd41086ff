namespace Ham4db.Client.Cli.Doctor;

/// <summary>What is wrong with who leads.</summary>
internal static class LeadershipFindings
{
    /// <summary>Judges each cluster on its own.</summary>
    public static IEnumerable<Finding> Of(IReadOnlyList<NodeFacts> nodes, IReadOnlyList<ServiceCluster> clusters)
    {
        if (clusters.Count == 0)
        {
            yield return new Finding("no-leader", "no node can be asked who leads", "mend what is said of the endpoints, or correct the list in HAM4DB_API")
            {
                Endpoints = [.. nodes.Select(node => node.Endpoint)],
            };
        }

        foreach (var finding in clusters.SelectMany(cluster => Of(cluster, nodes, isOnly: clusters.Count == 1)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Of(ServiceCluster cluster, IReadOnlyList<NodeFacts> nodes, bool isOnly)
        => cluster.Leaders switch
        {
            [] when cluster.Nodes.Any(node => node.ReachesLeader == true) => isOnly ? [NotReached(cluster)] : [],
            [] => [Leaderless(cluster, nodes)],
            [var leader] => [.. Quarrels(cluster, leader)],
            var leaders => [Several(leaders)],
        };

    private static Finding Several(IReadOnlyList<NodeFacts> leaders)
    {
        var terms = leaders.Select(leader => leader.Term).Distinct().ToList();
        var what = $"{leaders.Count} nodes lead at once: {string.Join(" and ", leaders.Select(leader => leader.Term is { } term ? $"{leader.Endpoint} in term {term}" : leader.Endpoint))}";
        return new Finding(
            terms is [not null] ? "two-leaders-same-term" : "two-leaders",
            what,
            terms switch
            {
                [not null] => "stop the service on all but one of them now: two of the same term must never be, so their data are not to be trusted",
                _ when leaders.All(leader => leader.Term is not null) => $"stop the service on {leaders.MinBy(leader => leader.Term)!.Endpoint}, whose term is over; then see why it does not hear the others",
                _ => "stop the service on all but one of them, and see whether they can reach each other",
            })
        {
            Endpoints = Endpoints(leaders),
            MayPass = true,
        };
    }

    /// <summary>Followers that name another leader than the one that proves to lead, or none.</summary>
    private static IEnumerable<Finding> Quarrels(ServiceCluster cluster, NodeFacts leader)
    {
        var own = leader.RaftAddress ?? leader.NamedLeader;
        foreach (var group in cluster.Nodes.Where(node => node != leader && own is not null && node.NamedLeader != own).GroupBy(node => node.NamedLeader))
        {
            var who = Words.List(Endpoints(group));
            yield return new Finding(
                "leaders-differ",
                group.Key is null ? $"{who} knows of no leader, while {leader.Endpoint} leads" : $"{who} names {group.Key} as leader, while {leader.Endpoint} ({own}) leads",
                "see whether it can reach the leader's raft port; if so, restart it")
            {
                Endpoints = Endpoints(group),
                MayPass = true,
            };
        }
    }

    private static Finding NotReached(ServiceCluster cluster) => new(
        "leader-not-reached",
        $"none of the endpoints leads; {(Named(cluster) is { Count: > 0 } named ? $"{string.Join(", ", named)} does, " : string.Empty)}and is reached through {Words.List(Endpoints(cluster.Nodes.Where(node => node.ReachesLeader == true)))}",
        "add the leader's address to HAM4DB_API: through another node each request takes longer and fails with it")
    {
        Endpoints = Endpoints(cluster.Nodes),
        Hurts = false,
    };

    private static Finding Leaderless(ServiceCluster cluster, IReadOnlyList<NodeFacts> nodes)
    {
        var named = Named(cluster);
        var members = cluster.Members;
        if (cluster.HasRaft && members.Count > 0)
        {
            var there = members.Intersect(cluster.Nodes.Select(node => node.RaftAddress).OfType<string>()).ToList();
            var silent = members.Except(there).ToList();
            return there.Count < cluster.Quorum
                ? new Finding(
                    "no-quorum",
                    $"no leader, and no quorum: {there.Count} of {members.Count} members answer, {cluster.Quorum} are needed; silent: {string.Join(", ", silent)}",
                    $"start {Words.Of(cluster.Quorum - there.Count, "of the silent members", "of the silent members")}, or mend the network to them; do not empty the data of those that run")
                {
                    Endpoints = Endpoints(cluster.Nodes),
                    MayPass = true,
                }
                : new Finding(
                    "no-leader",
                    $"no leader, though {there.Count} of {members.Count} members answer{(named.Count > 0 ? $"; {string.Join(", ", named)} is named as such and does not prove it" : string.Empty)}",
                    "see in the members' logs why none is elected: can they reach each other's raft ports, and do all write to their disks?")
                {
                    Endpoints = Endpoints(cluster.Nodes),
                    MayPass = true,
                };
        }

        return new Finding(
            "no-leader",
            named.Count > 0 ? $"no endpoint leads; {string.Join(", ", named)} is said to" : $"no leader: none of {Words.List(Endpoints(cluster.Nodes))} leads, and none names another",
            named.Count > 0 ? "see whether that node runs, and add its address to HAM4DB_API" : "see in their logs why none takes the lead; the backend database may not take writes")
        {
            Endpoints = Endpoints(nodes),
            MayPass = true,
        };
    }

    private static List<string> Named(ServiceCluster cluster)
        => [.. cluster.Nodes.Select(node => node.NamedLeaderUri ?? node.NamedLeader).OfType<string>().Distinct()];

    private static IReadOnlyList<string> Endpoints(IEnumerable<NodeFacts> nodes) => [.. nodes.Select(node => node.Endpoint)];
}
