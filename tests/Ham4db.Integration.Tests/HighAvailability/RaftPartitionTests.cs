using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

[Collection(Alone.Name)]
public sealed class RaftPartitionTests
{
    [NetworkFact]
    public async Task LeaderCutOff_LeadsNoMore_AndTheOthersGoOn_AndBothAgreeAfterwards()
    {
        await using var network = await NetworkNamespaces.CreateAsync(hosts: 3);
        await using var cluster = new ServerCluster(nodes: 3, network: network);
        var leader = await cluster.StartAsync();
        var others = cluster.Nodes.Where(node => node != leader).ToList();
        await using var sampler = LeaderSampler.Start(cluster);
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses);
        await load.WaitForCallsAsync(20);

        await network.CutAsync(PositionOf(leader));
        await Eventually.SeeAsync("a leader among the others", _ => LeadersAsync(others), leaders => leaders.Count == 1);
        await load.WaitForCallsAsync(50);

        (await leader.GetStatusAsync("leader-check")).ShouldBe(HttpStatusCode.NotFound);
        (await leader.GetStatusAsync("raft-health")).ShouldNotBe(HttpStatusCode.OK);
        (await ChangeAtAsync(leader, "refused")).ShouldBe(HttpStatusCode.ServiceUnavailable);

        await network.HealAsync(PositionOf(leader));
        await load.WaitForCallsAsync(50);
        var report = await load.StopAsync();
        await load.VerifyAsync(cluster.Nodes);
        var samples = await sampler.StopAsync();

        report.Failures.ShouldBeEmpty();
        report.Anomalies.ShouldBeEmpty();
        samples.Violations.ShouldBeEmpty();
        foreach (var node in cluster.Nodes)
        {
            (await DecidedRows.ReadAsync(node)).Tags.Keys.ShouldNotContain(tag => tag.Name == "refused");
        }

        int PositionOf(ServerProcess node) => cluster.Nodes.ToList().IndexOf(node);
    }

    private static async Task<IReadOnlyList<ServerProcess>> LeadersAsync(IReadOnlyList<ServerProcess> nodes)
    {
        var answers = await Task.WhenAll(nodes.Select(node => node.LeadsAsync()));
        return [.. nodes.Where((_, position) => answers[position])];
    }

    private static async Task<HttpStatusCode> ChangeAtAsync(ServerProcess node, string tag)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, $"api/tag/127.0.0.1/1?tag={tag}"));
        request.Headers.Add(WireHeaders.IdempotencyKey, tag);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
