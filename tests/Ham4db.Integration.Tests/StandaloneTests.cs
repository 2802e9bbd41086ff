using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

public sealed class StandaloneTests
{
    [Fact]
    public async Task RestartedNode_KnowsAtOnceWhatItKnew()
    {
        await using var topology = await MariaDbTopology.StartAsync(replicas: 1);
        await using var node = Node(topology.Master.Address);
        await node.StartAsync();
        await Eventually.SeeAsync("both instances", KnownAsync, known => known.Length == 2);
        var before = await KnownAsync(CancellationToken.None);
        await Eventually.SeeAsync("them to be stored", StoredAsync, stored => stored);
        await node.KillAsync();
        await Task.WhenAll(topology.All.Select(server => server.KillAsync()));

        await node.StartAsync();

        (await KnownAsync(CancellationToken.None)).ShouldBe(before);
        JsonDocument.Parse(await node.GetAsync($"instance/127.0.0.1/{topology.Master.Port}")).RootElement
            .GetProperty("Version").GetString().ShouldNotBeNullOrEmpty();

        async Task<string[]> KnownAsync(CancellationToken token)
            => [.. JsonDocument.Parse(await node.GetAsync("all-instances", token)).RootElement.EnumerateArray()
                .Where(i => i.GetProperty("Version").GetString() != string.Empty)
                .Select(i => i.GetProperty("Key").GetProperty("Port").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Order(StringComparer.Ordinal)];

        // The write to disk is behind the answer: the node says so by its own files only, so look for the port in them.
        async Task<bool> StoredAsync(CancellationToken token)
        {
            var database = node.Configuration["SQLite3DataFile"]!.GetValue<string>();
            var replica = topology.Replicas[0].Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            foreach (var file in new[] { database, database + "-wal" }.Where(File.Exists))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                if ((await reader.ReadToEndAsync(token)).Contains($"\"ServerId\":{replica}", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    [Fact]
    public async Task Standalone_Leads_AndRefusesRaftQuestions()
    {
        await using var node = new ServerProcess();

        await node.StartAsync();

        (await node.GetAsync("leader-check")).ShouldBe("\"OK\"");
        (await node.GetAsync("raft-state")).ShouldContain("raft-state: not running with raft setup");
        (await node.GetAsync("clusters")).ShouldBe("[]");
    }

    private static ServerProcess Node(string seed) => new(new JsonObject
    {
        ["MySQLTopologyUser"] = MariaDbUsers.TopologyUser,
        ["MySQLTopologyPassword"] = MariaDbUsers.TopologyPassword,
        ["DiscoverySeeds"] = new JsonArray(JsonValue.Create(seed)),
        ["InstancePollSeconds"] = 1,
        ["HostnameResolveMethod"] = "none",
        ["MySQLHostnameResolveMethod"] = "@@report_host",
        ["DiscoverByShowSlaveHosts"] = true,
    });
}
