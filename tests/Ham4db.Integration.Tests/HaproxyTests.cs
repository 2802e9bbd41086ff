using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

[Collection(RealTopology.Shared.Name)]
public sealed class HaproxyTests(RealTopology topology)
{
    [Fact]
    public async Task LeaderCheckBackend_MarksExactlyTheLeaderUp_AndFollowsIt()
    {
        await using var cluster = await ClusterOverTopology.StartAsync(topology);
        var nodes = cluster.Servers.Nodes;
        await using var haproxy = await HaproxyProcess.StartAsync(
            $"""
            defaults
                mode http
                timeout connect 1s
                timeout client 5s
                timeout server 5s

            listen ham4db
                bind 127.0.0.1:{FreePort.Next()}
                option httpchk GET /api/leader-check
                http-check expect status 200
                default-server inter 200ms fall 1 rise 1
            {string.Join('\n', nodes.Select((node, position) => $"    server n{position} {node.Address.Authority} check"))}
            """);

        await UpIsAsync(await cluster.Servers.LeaderAsync());
        await (await cluster.Servers.LeaderAsync()).KillAsync();
        await UpIsAsync(await cluster.Servers.LeaderAsync());

        Task UpIsAsync(ServerProcess leader) => Eventually.SeeAsync(
            "exactly the leader to be up",
            async token => (await haproxy.ShowStatAsync(token)).Where(s => s.Proxy == "ham4db" && s.Server.StartsWith('n') && s.IsUp).Select(s => s.Server).ToArray(),
            up => up is [var only] && nodes[only[1] - '0'] == leader);
    }
}
