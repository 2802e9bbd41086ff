using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>What happens to two databases that replicate to each other, and to the proxies before them.</summary>
internal static class PairFaults
{
    /// <summary>Of the databases.</summary>
    public static IEnumerable<SharedFault> Of(MasterMasterPair pair)
    {
        yield return new SharedFault("database killed", "database", 5, async (random, token) =>
        {
            var side = random.Next(2);
            await pair.KillAsync(side, token);
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 2, token);
            await pair.RestartAsync(side, token);
            return $"db{side + 1} for {time}";
        });
        yield return new SharedFault("database frozen", "database", 4, async (random, token) =>
        {
            var side = random.Next(2);
            pair.Servers[side].Suspend();
            try
            {
                return $"db{side + 1} for {await SharedFault.PassAsync(random, SharedGround.Lease * 3, token)}";
            }
            finally
            {
                pair.Servers[side].Resume();
            }
        });
        yield return new SharedFault("replication stopped", "replication", 5, async (random, token) =>
        {
            var sides = random.Next(3) switch { 0 => new[] { 0 }, 1 => [1], _ => [0, 1] };
            await SayAsync("STOP SLAVE");
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 2, token);
            await SayAsync("START SLAVE");
            return $"to {string.Join(" and ", sides.Select(side => $"db{side + 1}"))} for {time}";

            // The side may be frozen or gone at this time.
            Task SayAsync(string statement) => Task.WhenAll(sides.Select(side => Eventually.PassesAsync(
                statement, again => pair.Servers[side].ExecuteAsync(statement, again), TimeSpan.FromMinutes(1), token)));
        });
    }

    /// <summary>Of the proxies.</summary>
    public static IEnumerable<SharedFault> Of(IReadOnlyList<MySqlProxy> proxies)
    {
        yield return new SharedFault("proxy killed", "proxy", 3, async (random, token) =>
        {
            var position = random.Next(proxies.Count);
            await proxies[position].KillAsync();
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 1.5, token);
            await proxies[position].RestartAsync(token);
            return $"of n{position + 1} for {time}";
        });
        yield return new SharedFault("proxy leads elsewhere", "proxy", 5, async (random, token) =>
        {
            var position = random.Next(proxies.Count);
            await proxies[position].SetInServiceAsync(0, isInService: false, token);
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 3, token);
            await proxies[position].SetInServiceAsync(0, isInService: true, token);
            return $"of n{position + 1} for {time}";
        });
    }
}
