using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>What happens to servers: more often to the leader than to others.</summary>
internal static class ServerFaults
{
    public static IEnumerable<SharedFault> Of(ServerCluster servers)
    {
        yield return new SharedFault("server killed", "server", 5, async (random, token) =>
        {
            var server = await PickAsync(servers, random, token);
            await server.KillAsync(token);
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 1.5, token);
            await StartAsync(server, token);
            return $"{NameOf(servers, server)} for {time}";
        });
        yield return new SharedFault("two servers killed", "server", 1, async (random, token) =>
        {
            var gone = servers.Nodes.OrderBy(_ => random.Next()).Take(2).ToList();
            await Task.WhenAll(gone.Select(server => server.KillAsync(token)));
            var time = await SharedFault.PassAsync(random, SharedGround.Lease, token);
            await Task.WhenAll(gone.Select(server => StartAsync(server, token)));
            return $"{string.Join(" and ", gone.Select(server => NameOf(servers, server)))} for {time}";
        });
        yield return new SharedFault("server restarted", "server", 3, async (random, token) =>
        {
            var server = await PickAsync(servers, random, token);
            await server.StopAsync(cancellationToken: token);
            await StartAsync(server, token);
            return NameOf(servers, server);
        });
        yield return new SharedFault("server frozen", "server", 5, async (random, token) =>
        {
            var server = await PickAsync(servers, random, token);
            server.Suspend();
            try
            {
                return $"{NameOf(servers, server)} for {await SharedFault.PassAsync(random, SharedGround.Lease * 2.5, token)}";
            }
            finally
            {
                server.Resume();
            }
        });
        yield return new SharedFault("server stutters", "server", 2, async (random, token) =>
        {
            var server = await PickAsync(servers, random, token);
            var times = random.Next(2, 12);
            for (var time = 0; time < times; time++)
            {
                server.Suspend();
                await SharedFault.PassAsync(random, SharedGround.Lease / 2, CancellationToken.None);
                server.Resume();
                await SharedFault.PassAsync(random, SharedGround.Lease / 10, token);
            }

            return $"{NameOf(servers, server)} {times} times";
        });
    }

    private static string NameOf(ServerCluster servers, ServerProcess server) => $"n{servers.Nodes.ToList().IndexOf(server) + 1}";

    private static async Task<ServerProcess> PickAsync(ServerCluster servers, Random random, CancellationToken cancellationToken)
    {
        var any = servers.Nodes[random.Next(servers.Nodes.Count)];
        var leaders = await servers.LeadersAsync(cancellationToken);
        return random.Next(3) > 0 && leaders.Count > 0 ? servers.Nodes.First(node => node.Address == leaders[0]) : any;
    }

    // A server does not start without its database, and whoever runs it starts it again.
    private static Task StartAsync(ServerProcess server, CancellationToken cancellationToken) => Eventually.PassesAsync(
        $"{server.Address} to start", token => server.StartAsync(token), TimeSpan.FromMinutes(2), cancellationToken);
}
