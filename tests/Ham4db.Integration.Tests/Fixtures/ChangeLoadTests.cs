using Ham4db.Integration.Tests.HighAvailability;
using Ham4db.Client;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Fixtures;

[Collection(Alone.Name)]
public sealed class ChangeLoadTests
{
    [Fact]
    public async Task ChangeThatWasLost_IsNoticed()
    {
        await using var node = new ServerProcess();
        await node.StartAsync();
        await using var client = Ham4dbClient.Create(node.Address.ToString());
        await using var load = await ChangeLoad.StartAsync([node.Address.ToString()], workers: 1);
        await load.WaitForCallsAsync(20);
        await load.StopAsync();
        await load.VerifyAsync([node]);
        var tag = (await DecidedRows.ReadAsync(node)).Tags.Single(tag => tag.Key.Name == "seq");

        await client.Tags.SetAsync(tag.Key.Key, "seq=1");

        var wrong = await Should.ThrowAsync<TimeoutException>(() => load.VerifyAsync([node], TimeSpan.FromSeconds(1)));
        wrong.Message.ShouldContain($"the tag seq of {tag.Key.Key} is 1, but {tag.Value} was acknowledged last");
    }
}
