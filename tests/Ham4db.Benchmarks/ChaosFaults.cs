using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// Chooses what is done to a cluster next, and does it. All that is random comes from one seed; what the nodes make of it does not. Every node
/// runs again when a fault is over, though it may not have caught up yet.
/// </summary>
internal sealed class ChaosFaults(ChaosCluster cluster, ChaosOptions options)
{
    private const int MostAdded = 2;

    private readonly Random _random = new(options.Seed);
    private bool _settled = true;

    /// <summary>Lets one fault happen.</summary>
    /// <returns>What it was.</returns>
    public async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        (string Name, int Weight, bool OnWholeCluster, Func<CancellationToken, Task> Fault)[] faults =
        [
            ("leader killed", 4, false, KilledLeaderAsync),
            ("leader frozen, shorter than an election", 2, false, token => FrozenAsync([LeaderAsync], 20, 250, token)),
            ("leader frozen, longer than an election", 4, false, token => FrozenAsync([LeaderAsync], 800, 4_000, token)),
            ("leader killed, the next one too", 2, false, KilledLeadersAsync),
            ("leader stopped", 2, false, StoppedLeaderAsync),
            ("leader emptied, after another led", 2, true, token => EmptiedAsync(LeaderAsync, token)),
            ("follower killed", 2, false, token => KilledAsync([FollowerAsync], token)),
            ("follower frozen, shorter than an election", 1, false, token => FrozenAsync([FollowerAsync], 20, 250, token)),
            ("follower frozen, longer than an election", 2, false, token => FrozenAsync([FollowerAsync], 800, 6_000, token)),
            ("follower stopped", 1, false, StoppedFollowerAsync),
            ("follower emptied", 3, true, token => EmptiedAsync(FollowerAsync, token)),
            ("any killed while it starts", 3, false, KilledWhileItStartsAsync),
            ("leader and a follower killed", 2, false, token => KilledAsync([LeaderAsync, FollowerAsync], token)),
            ("leader frozen, a follower killed", 2, false, FrozenAndKilledAsync),
            ("two frozen", 2, false, token => FrozenAsync([LeaderAsync, FollowerAsync], 400, 3_000, token)),
            ("all killed", 2, false, AllKilledAsync),
            ("all stopped", 1, false, AllStoppedAsync),
            ("leadership handed over", 3, true, YieldAsync),
            ("handed over, and a node killed meanwhile", 2, true, YieldAndKillAsync),
            ("snapshot taken", 2, true, token => ChaosCluster.SnapshotAsync(Any(cluster.Nodes), token)),
            ("member added", cluster.Nodes.Count < options.Nodes + MostAdded ? 2 : 0, true, token => cluster.AddAsync(token)),
            ("member removed", cluster.Nodes.Count > options.Nodes ? 3 : 0, true, RemoveAsync),
        ];
        var at = _random.Next(faults.Sum(fault => fault.Weight));
        var (name, _, onWholeCluster, doAsync) = faults.First(fault => (at -= fault.Weight) < 0);

        // Emptied when another is behind, a node may have been the one that a majority needed; and members change only while all answer.
        if (onWholeCluster && !_settled)
        {
            await cluster.SettleAsync(cancellationToken);
        }

        await doAsync(cancellationToken);
        _settled = _random.Next(10) < 6;
        if (_settled)
        {
            await cluster.SettleAsync(cancellationToken);
        }

        return name;
    }

    private async Task<ServerProcess> LeaderAsync(CancellationToken cancellationToken) => await cluster.LeaderAsync(cancellationToken);

    private async Task<ServerProcess> FollowerAsync(CancellationToken cancellationToken)
    {
        var leader = await cluster.LeaderAsync(cancellationToken);
        return Any([.. cluster.Nodes.Where(node => node != leader)]);
    }

    private ServerProcess Any(IReadOnlyList<ServerProcess> nodes) => nodes[_random.Next(nodes.Count)];

    private Task PauseAsync(int shortest, int longest, CancellationToken cancellationToken)
        => Task.Delay(_random.Next(shortest, longest), cancellationToken);

    private async Task KilledLeaderAsync(CancellationToken cancellationToken) => await KilledAsync([LeaderAsync], cancellationToken);

    private async Task KilledAsync(IReadOnlyList<Func<CancellationToken, Task<ServerProcess>>> choose, CancellationToken cancellationToken)
    {
        var nodes = await ChooseAsync(choose, cancellationToken);
        await Task.WhenAll(nodes.Select(node => node.KillAsync()));
        await PauseAsync(0, 2_500, cancellationToken);
        await StartAllAsync(nodes, cancellationToken);
    }

    private async Task KilledLeadersAsync(CancellationToken cancellationToken)
    {
        var first = await cluster.LeaderAsync(cancellationToken);
        await first.KillAsync(cancellationToken);
        var second = await cluster.LeaderAsync(cancellationToken);
        await second.KillAsync(cancellationToken);
        await PauseAsync(0, 1_500, cancellationToken);
        await StartAllAsync([first, second], cancellationToken);
    }

    private async Task StoppedLeaderAsync(CancellationToken cancellationToken) => await StoppedAsync(await cluster.LeaderAsync(cancellationToken), cancellationToken);

    private async Task StoppedFollowerAsync(CancellationToken cancellationToken) => await StoppedAsync(await FollowerAsync(cancellationToken), cancellationToken);

    private async Task StoppedAsync(ServerProcess node, CancellationToken cancellationToken)
    {
        await ChaosCluster.StopAsync(node);
        await PauseAsync(0, 1_500, cancellationToken);
        await node.StartAsync(cancellationToken);
    }

    private async Task FrozenAsync(
        IReadOnlyList<Func<CancellationToken, Task<ServerProcess>>> choose, int shortest, int longest, CancellationToken cancellationToken)
    {
        var nodes = await ChooseAsync(choose, cancellationToken);
        try
        {
            foreach (var node in nodes)
            {
                node.Suspend();
            }

            await PauseAsync(shortest, longest, cancellationToken);
        }
        finally
        {
            foreach (var node in nodes)
            {
                node.Resume();
            }
        }
    }

    private async Task FrozenAndKilledAsync(CancellationToken cancellationToken)
    {
        var nodes = await ChooseAsync([LeaderAsync, FollowerAsync], cancellationToken);
        nodes[0].Suspend();
        try
        {
            await nodes[1].KillAsync(cancellationToken);
            await PauseAsync(0, 2_500, cancellationToken);
            await nodes[1].StartAsync(cancellationToken);
        }
        finally
        {
            nodes[0].Resume();
        }
    }

    private async Task EmptiedAsync(Func<CancellationToken, Task<ServerProcess>> choose, CancellationToken cancellationToken)
    {
        var node = await choose(cancellationToken);
        await node.KillAsync(cancellationToken);
        await cluster.GoesOnAsync(cancellationToken);
        await cluster.EmptyAsync(node, cancellationToken);
        await node.StartAsync(cancellationToken);

        // Nothing else may happen to the others before it has what it lost.
        await cluster.SettleAsync(cancellationToken);
    }

    private async Task KilledWhileItStartsAsync(CancellationToken cancellationToken)
    {
        var node = Any(cluster.Nodes);
        await node.KillAsync(cancellationToken);
        for (var again = _random.Next(1, 4); again > 0; again--)
        {
            await node.LaunchAsync(cancellationToken);
            await PauseAsync(100, 2_500, cancellationToken);
            await node.KillAsync(cancellationToken);
        }

        await node.StartAsync(cancellationToken);
    }

    private async Task AllKilledAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(cluster.Nodes.Select(node => node.KillAsync()));
        await StartAllAsync(cluster.Nodes, cancellationToken);
    }

    private async Task AllStoppedAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(cluster.Nodes.Select(ChaosCluster.StopAsync));
        await StartAllAsync(cluster.Nodes, cancellationToken);
    }

    private async Task StartAllAsync(IReadOnlyList<ServerProcess> nodes, CancellationToken cancellationToken)
    {
        // Not always at once: the first to be back may be the one that lacks most.
        var pauses = nodes.Select(_ => _random.Next(3) == 0 ? _random.Next(2_000) : 0).ToList();
        var order = nodes.OrderBy(_ => _random.Next()).ToList();
        await Task.WhenAll(order.Select(async (node, position) =>
        {
            await Task.Delay(pauses[position], cancellationToken);
            await node.StartAsync(cancellationToken);
        }));
    }

    private async Task YieldAsync(CancellationToken cancellationToken)
        => await ChaosCluster.YieldAsync(Any(cluster.Nodes), Any(cluster.Nodes), cancellationToken);

    private async Task YieldAndKillAsync(CancellationToken cancellationToken)
    {
        var leader = await cluster.LeaderAsync(cancellationToken);
        var target = await FollowerAsync(cancellationToken);
        var victim = Any(cluster.Nodes);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var handing = ChaosCluster.YieldAsync(leader, target, ended.Token);
        await PauseAsync(0, 150, cancellationToken);
        await victim.KillAsync(cancellationToken);
        await PauseAsync(0, 1_000, cancellationToken);
        await ended.CancelAsync();
        await handing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await victim.StartAsync(cancellationToken);
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
        => await cluster.RemoveAsync(Any([.. cluster.Nodes.Where(cluster.CanBeRemoved)]), cancellationToken);

    private static async Task<IReadOnlyList<ServerProcess>> ChooseAsync(
        IReadOnlyList<Func<CancellationToken, Task<ServerProcess>>> choose, CancellationToken cancellationToken)
    {
        var chosen = new List<ServerProcess>();
        foreach (var one in choose)
        {
            ServerProcess node;
            do
            {
                node = await one(cancellationToken);
            }
            while (chosen.Contains(node));
            chosen.Add(node);
        }

        return chosen;
    }
}
