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
        await using var haproxy = await LeaderProxy.StartAsync(cluster.Servers, checks: TimeSpan.FromMilliseconds(200));

        await UpIsAsync(await cluster.Servers.LeaderAsync());
        await (await cluster.Servers.LeaderAsync()).KillAsync();
        await UpIsAsync(await cluster.Servers.LeaderAsync());

        Task UpIsAsync(ServerProcess leader) => Eventually.SeeAsync(
            "exactly the leader to be up",
            async token => (await haproxy.ShowStatAsync(token)).Where(s => s.Proxy == "ham4db" && s.Server.StartsWith('n') && s.IsUp).Select(s => s.Server).ToArray(),
            up => up is [var only] && nodes[only[1] - '1'] == leader);
    }
}
