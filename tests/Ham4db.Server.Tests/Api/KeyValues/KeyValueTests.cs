using System.Net;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Tests.Api.Golden;

namespace Ham4db.Server.Tests.Api.KeyValues;

public sealed class KeyValueTests
{
    private const string Everything =
        """[{"Key":"mysql/master/ci","Value":"127.0.0.1:10111"},{"Key":"mysql/master/ci/hostname","Value":"127.0.0.1"},{"Key":"mysql/master/ci/port","Value":"10111"},{"Key":"mysql/master/ci/ipv4","Value":"127.0.0.1"},{"Key":"mysql/master/ci/ipv6","Value":""}]""";

    // What orchestrator answered is among the recorded replies: GoldenReplyTests.
    [Theory]
    [InlineData("/api/submit-masters-to-kv-stores")]
    [InlineData("/api/mysql/submit-masters-to-kv-stores/ci")]
    public async Task Submit_Masters_AreDecidedAllAtOnce_AndOnceUnderAKey(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var first = await node.PostAsync(path, ("Idempotency-Key", "k"));
        var again = await node.PostAsync(path, ("Idempotency-Key", "k"));

        (first.Status, first.Message, first.Json!["Detail"]!.ToJsonString()).ShouldBe((200, "Submitted 5 masters", Everything));
        again.Body.ShouldBe(first.Body);
        node.Backend.Submitted.ShouldHaveSingleItem().Command.ShouldBeOfType<PutKeyValues>();
        node.Backend.Current.KeyValues.ToDictionary(pair => pair.Key, pair => pair.Value.Value)
            .ShouldBe(JsonNode.Parse(Everything)!.AsArray().ToDictionary(pair => (string)pair!["Key"]!, pair => (string)pair!["Value"]!), ignoreOrder: true);
    }

    [Fact]
    public async Task Submit_NoMaster_IsAnEmptyListAndDecidesNothing()
    {
        await using var node = await ApiNode.StartAsync();

        var answer = await node.PostAsync("/api/submit-masters-to-kv-stores");

        (answer.Status, answer.Message, answer.Json!["Details"]!.ToJsonString()).ShouldBe((200, "Submitted 0 masters", "[]"));
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Submit_UnknownCluster_Is404AndDecidesNothing()
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync("/api/submit-masters-to-kv-stores/nosuch");

        (answer.Status, answer.Message).ShouldBe((404, "Unable to determine cluster name. clusterHint=nosuch"));
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Submit_HostNames_AreLookedUp_AndWhatIsStoredOfOneThatIsNotFoundStays()
    {
        await using var node = await ApiNode.StartAsync(discoveryOptions: new DiscoveryOptions { MasterKeyPrefix = "/" });
        node.Names.Addresses["db1"] = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("2001:db8::1")];
        foreach (var host in new[] { "db1", "db2" })
        {
            node.Inventory.Put(new Instance { Key = new InstanceKey(host, 3306), ClusterName = $"{host}:3306", SuggestedClusterAlias = host });
        }

        await node.PostAsync("/api/submit-masters-to-kv-stores");

        node.Backend.Current.KeyValues.Select(pair => $"{pair.Key} {pair.Value.Value}").ShouldBe(
            [
                "/db1 db1:3306", "/db1/hostname db1", "/db1/port 3306", "/db1/ipv4 10.0.0.1", "/db1/ipv6 2001:db8::1",
                "/db2 db2:3306", "/db2/hostname db2", "/db2/port 3306",
            ],
            ignoreOrder: true);
    }
}
