using Ham4db.Client.Contract;

namespace Ham4db.Server.Tests.Api.Nodes;

public sealed class HostnameCacheTests
{
    [Theory]
    [InlineData("/api/", "Details")]
    [InlineData("/api/mysql/", "Detail")]
    public async Task Cache_IsShownAndReset_OnAFollowerToo(string prefix, string details)
    {
        await using var node = await ApiNode.StartAsync();
        node.Leadership.Show(FakeLeadership.Following(1, new Uri("http://127.0.0.1:1")));
        node.Resolver.Remember(new InstanceKey("10.0.0.1", 3306), new InstanceKey("db1", 3306));
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000L;

        var shown = await node.GetAsync($"{prefix}hostname-resolve-cache");
        var reset = await node.PostAsync($"{prefix}reset-hostname-resolve-cache");
        var empty = await node.GetAsync($"{prefix}hostname-resolve-cache");

        (shown.Status, shown.Message).ShouldBe((200, "Cache retrieved"));
        var entry = shown.Json![details]!["10.0.0.1"]!;
        entry["Object"]!.GetValue<string>().ShouldBe("db1");
        entry["Expiration"]!.GetValue<long>().ShouldBeGreaterThan(before);
        (reset.Status, reset.Message, reset.Json![details]).ShouldBe((200, "Hostname cache cleared", null));
        empty.Json![details]!.ToJsonString().ShouldBe("{}");
    }
}
