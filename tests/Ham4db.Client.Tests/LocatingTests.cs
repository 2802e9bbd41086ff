using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

public class LocatingTests
{
    [Fact]
    public async Task ListAsync_OneDeadOneSilentOneLeading_AnswersFromTheLeader()
    {
        using var dead = new DeadEndpoint();
        await using var silent = new StubNode(_ => StubAnswer.Silence);
        await using var leader = new StubNode(Nodes.Ham4dbLeader(3));
        await using var client = Ham4dbClient.Create(dead.Address, silent.Address, leader.Address);

        var clusters = await client.Clusters.ListAsync();
        var found = await client.GetLeaderAsync();

        clusters.ShouldBeEmpty();
        found.ShouldBe(new Leadership.Leader(leader.Endpoint, 3, IsRouted: false));
        silent.RequestsFor("clusters-info").ShouldBeEmpty();
    }
}
