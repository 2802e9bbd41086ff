using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Tests.Api.Golden;

namespace Ham4db.Server.Tests.Api.Pools;

public sealed class PoolTests
{
    [Theory]
    [InlineData("/api/submit-pool-instances/web?instances=127.0.0.1:10113,127.0.0.1:10112%0A", "10112,10113")]
    [InlineData("/api/mysql/submit-pool-instances/web?instances=127.0.0.1:10112,,%20127.0.0.1:10112", "10112")]
    [InlineData("/api/submit-pool-instances/web?instances=127.0.0.1", "3306")]
    [InlineData("/api/submit-pool-instances/web?instances=", "")]
    public async Task Submit_Instances_ReplaceThePool(string path, string ports)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync(path);

        (answer.Status, answer.Message, answer.Json!["Detail"]!.GetValue<string>()).ShouldBe((200, "Applied web pool instances", "web"));
        var command = node.Backend.Submitted.ShouldHaveSingleItem().Command.ShouldBeOfType<SubmitPool>();
        (command.Pool, command.Expiry).ShouldBe(("web", TimeSpan.FromHours(1)));
        string.Join(',', command.Members.Select(member => member.Port)).ShouldBe(ports);
    }

    [Theory]
    [InlineData("/api/submit-pool-instances/web", "No instances given")]
    [InlineData("/api/submit-pool-instances/web?instances=127.0.0.1:10112,b:port", "Invalid instance: b:port")]
    [InlineData("/api/submit-pool-instances/web?instances=//gone:3306", "Invalid instance: //gone:3306")]
    [InlineData("/api/submit-pool-instances/%20?instances=127.0.0.1:10112", "No pool given")]
    [InlineData("/api/submit-pool-instances/{long}?instances=127.0.0.1:10112", "longer than 255 characters")]
    public async Task Submit_BadArgument_Is400AndNothingIsDone(string path, string reason)
    {
        await using var node = await GoldenNode.HealthyAsync();
        var before = node.Backend.Current;

        var answer = await node.PostAsync(path.Replace("{long}", new string('p', 256), StringComparison.Ordinal));

        (answer.Status, answer.Code).ShouldBe((400, "ERROR"));
        answer.Message!.ShouldContain(reason);
        node.Backend.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task OfCluster_Pools_ListsTheMembersThatAreOfIt()
    {
        await using var node = await GoldenNode.HealthyAsync();
        await node.PostAsync("/api/submit-pool-instances/web?instances=127.0.0.1:10112,elsewhere:3306");
        await node.PostAsync("/api/submit-pool-instances/app?instances=127.0.0.1:10113");
        await node.PostAsync("/api/submit-pool-instances/far?instances=elsewhere:3306");

        var all = await node.GetAsync("/api/cluster-pool-instances/127.0.0.1:10111");
        var one = await node.GetAsync("/api/cluster-pool-instances/127.0.0.1:10111/web");
        var other = await node.GetAsync("/api/mysql/cluster-pool-instances/nosuch");

        all.Message.ShouldBe("Read pool instances for cluster 127.0.0.1:10111");
        all.Json!["Details"]!.ToJsonString()
            .ShouldBe("""{"app":[{"Hostname":"127.0.0.1","Port":10113}],"web":[{"Hostname":"127.0.0.1","Port":10112}]}""");
        one.Json!["Details"]!.ToJsonString().ShouldBe("""{"web":[{"Hostname":"127.0.0.1","Port":10112}]}""");
        (other.Status, other.Json!["Detail"]!.ToJsonString()).ShouldBe((200, "{}"));
    }
}
