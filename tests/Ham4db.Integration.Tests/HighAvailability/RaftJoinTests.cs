using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A further node asks to be a member over the API, which asks it who it is.</summary>
[Collection(Alone.Name)]
public sealed class RaftJoinTests
{
    [Theory]
    [InlineData("basic", 401)]
    [InlineData("multi", 401)]
    [InlineData("proxy", 403)]
    public async Task NewNode_ConfiguredAsTheOthers_Joins_AndElseIsToldWhatToSet(string method, int refusal)
    {
        await using var cluster = new ServerCluster(nodes: 3, configure: (node, _) => Guard(node, method));
        var leader = await cluster.StartAsync();
        var raft = $"127.0.0.1:{FreePort.Next()}";
        await using var node = new ServerProcess(new JsonObject
        {
            ["RaftEnabled"] = true,
            ["RaftBind"] = raft,
            ["RaftAdvertise"] = raft,
            // One that passes it on.
            ["RaftJoin"] = cluster.Nodes.First(each => each != leader).Address.ToString().TrimEnd('/'),
            ["HostnameResolveMethod"] = "none",
        });
        node.Configuration["RaftDataDir"] = node.Directory.Combine("raft");

        await node.StartAsync();
        await Eventually.BecomesTrueAsync(
            "the node to say why it is no member",
            () => node.Output.Any(line => line.Contains($"answered with {refusal}", StringComparison.Ordinal) && line.Contains("HTTPAuthUser", StringComparison.Ordinal)));
        (await PeersAsync(leader, CancellationToken.None)).ShouldNotContain(raft);

        await node.StopAsync();
        Guard(node.Configuration, method);
        await node.StartAsync();
        await Eventually.SeeAsync("all four to be members", token => PeersAsync(node, token), peers => peers.Contains(raft) && peers.Count == 4);
    }

    private static void Guard(JsonObject configuration, string method)
    {
        configuration["AuthenticationMethod"] = method;
        if (method == "proxy")
        {
            configuration["PowerAuthUsers"] = new JsonArray("ops");
        }
        else
        {
            (configuration["HTTPAuthUser"], configuration["HTTPAuthPassword"]) = ("node", "secret");
        }
    }

    private static async Task<IReadOnlyList<string>> PeersAsync(ServerProcess node, CancellationToken cancellationToken)
        => JsonNode.Parse(await node.GetAsync("raft-peers", cancellationToken)) is JsonArray peers ? [.. peers.Select(peer => peer!.GetValue<string>())] : [];
}
