using System.Text.Json.Nodes;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A node that does not belong, or not yet, says so; the cluster goes on and keeps what it has.</summary>
[Collection(Alone.Name)]
public sealed class RaftBadInputTests
{
    [Fact]
    public async Task BackendOfANewerServer_IsRefusedInOneLine_AndLeftAlone()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync();
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 1);
        var node = await FollowerAsync(cluster);
        await node.StopAsync();
        ExecuteAt(node, "INSERT INTO schema_migration (version, checksum, applied_at) VALUES (99, 'x', '2030-01-01T00:00:00Z')");

        var process = await node.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        var line = process.Errors.ShouldHaveSingleItem();
        line.ShouldContain(node.Configuration["SQLite3DataFile"]!.GetValue<string>());
        line.ShouldContain("newer");
        await load.WaitForCallsAsync(30);
        ExecuteAt(node, "DELETE FROM schema_migration WHERE version = 99");
        await node.StartAsync();
        (await load.StopAsync()).Failures.ShouldBeEmpty();
        await load.VerifyAsync(cluster.Nodes);
    }

    [Fact]
    public async Task LogOfANewerServer_EndsTheNodeInOneLine_AndChangesNothing()
    {
        await using var cluster = new ServerCluster(nodes: 1);
        var node = await cluster.StartAsync();
        await TagAsync(cluster, "known", times: 3);
        await node.StopAsync();
        await NewerLog.AppendAsync(node.Configuration["RaftDataDir"]!.GetValue<string>());
        var before = await DecidedRows.ReadAsync(node);

        for (var starts = 0; starts < 2; starts++)
        {
            var process = await node.LaunchAsync();

            (await process.WaitForExitAsync()).ShouldBe(1);
            process.Errors.ShouldHaveSingleItem().ShouldContain("run the version of the node that wrote it");
            var after = await DecidedRows.ReadAsync(node);
            after.Tags.ShouldBe(before.Tags);
            after.Answers.ShouldBe(before.Answers);
        }
    }

    [Fact]
    public async Task NodeThatNobodyListed_IsToldSo_AndChangesNothing()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync();
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 1);
        var raft = $"127.0.0.1:{FreePort.Next()}";
        // Not the leader, which alone knows the newest list: the followers must lead there.
        var leader = (await cluster.LeaderAsync()).Configuration["RaftAdvertise"]!.GetValue<string>();
        var listed = cluster.Nodes[0].Configuration["RaftNodes"]!.AsArray().Select(address => address!.GetValue<string>()).Where(address => address != leader).Select(address => JsonValue.Create(address));
        await using var stranger = new ServerProcess(new JsonObject
        {
            ["RaftEnabled"] = true,
            ["RaftBind"] = raft,
            ["RaftAdvertise"] = raft,
            ["RaftNodes"] = new JsonArray([JsonValue.Create(raft), .. listed]),
            ["HostnameResolveMethod"] = "none",
        });
        stranger.Configuration["RaftDataDir"] = stranger.Directory.Combine("raft");

        await using var sampler = LeaderSampler.Start(cluster.Nodes.Append(stranger).Select(node => node.Address));
        var process = await stranger.LaunchAsync();
        await load.WaitForCallsAsync(200);

        (await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1))).ShouldBe(1);
        string.Join('\n', process.Errors).ShouldContain("the leader never listed it");
        (await TagsAsync(stranger, CancellationToken.None)).ShouldBeEmpty();
        (await sampler.StopAsync()).Violations.ShouldBeEmpty();
        (await load.StopAsync()).Failures.ShouldBeEmpty();
        await load.VerifyAsync(cluster.Nodes);
    }

    [Theory]
    [InlineData(40, 20)]
    [InlineData(100, 0)]
    public async Task NodeWithTheDataOfAnotherCluster_IsToldSo_AndMixesNothing(int theirs, int ours)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await using var other = new ServerCluster(nodes: 3);
        await Task.WhenAll(cluster.StartAsync(), other.StartAsync());
        var node = await FollowerAsync(cluster);
        var foreign = await FollowerAsync(other);
        await node.StopAsync();
        await TagAsync(other, "theirs", theirs);
        await Eventually.SeeAsync("the other cluster's node to have all", token => TagsAsync(foreign, token), tags => tags.Count == theirs);
        await foreign.StopAsync();
        await TagAsync(cluster, "ours", ours);

        node.EmptyDisk();
        CopyDirectory(foreign.Directory.FullPath, node.Directory.FullPath);
        var refused = await node.LaunchAsync();
        (await refused.WaitForExitAsync()).ShouldBe(1);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("was used by a node of another name");

        // The list of members was what gave it away.
        File.Delete(node.Directory.Combine("raft", "members"));
        var mixed = await node.LaunchAsync();
        (await mixed.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1))).ShouldBe(1);
        string.Join('\n', mixed.Errors).ShouldContain("mixes two clusters");
        (await TagsAsync(node, CancellationToken.None)).ShouldAllBe(tag => tag.StartsWith("theirs", StringComparison.Ordinal));
        (await TagsAsync(node, CancellationToken.None)).Count.ShouldBe(theirs);
        await TagAsync(cluster, "meanwhile", times: 5);

        node.EmptyDisk();
        await node.StartAsync();
        await Eventually.PassesAsync("all nodes to have what was theirs alone", async token =>
        {
            foreach (var each in cluster.Nodes)
            {
                var tags = await TagsAsync(each, token);
                tags.ShouldNotContain(tag => tag.StartsWith("theirs", StringComparison.Ordinal));
                tags.Count(tag => tag.StartsWith("ours", StringComparison.Ordinal)).ShouldBe(ours);
                tags.Count(tag => tag.StartsWith("meanwhile", StringComparison.Ordinal)).ShouldBe(5);
            }
        });
    }

    [Fact]
    public async Task ListThatWasChangedOnOneNode_IsNamedByThatNodeAndByTheLeader_AndTheMembersStay()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync();
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 1);
        var node = await FollowerAsync(cluster);
        await node.StopAsync();
        var wrong = ListAStranger(node);

        await node.StartAsync();

        await NamedByTheLeaderAsync(cluster, wrong);
        await Eventually.BecomesTrueAsync(
            "the node's log to name it", () => node.Output.Any(line => line.Contains("RaftNodes is", StringComparison.Ordinal) && line.Contains(wrong, StringComparison.Ordinal)));
        (await load.StopAsync()).Failures.ShouldBeEmpty();
        await load.VerifyAsync(cluster.Nodes);
    }

    [Fact]
    public async Task ListThatDiffersFromTheFirstStartOn_IsNamedByTheLeader_AndWhatItsMembersTookIsKept()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        var wrong = ListAStranger(cluster.Nodes[2]);

        // A node that the leader does not list may end soon.
        await Task.WhenAll(cluster.Nodes.Select(node => node.LaunchAsync()));
        await cluster.LeaderAsync(TimeSpan.FromSeconds(60));
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 1);

        await NamedByTheLeaderAsync(cluster, wrong);
        await load.WaitForCallsAsync(50);
        (await load.StopAsync()).Failures.ShouldBeEmpty();
        var peers = await (await cluster.LeaderAsync()).GetAsync("raft-peers");
        await load.VerifyAsync([.. cluster.Nodes.Where(node => peers.Contains(node.Configuration["RaftAdvertise"]!.GetValue<string>(), StringComparison.Ordinal))]);
    }

    // One that is none instead of one that is.
    private static string ListAStranger(ServerProcess node)
    {
        var own = node.Configuration["RaftAdvertise"]!.GetValue<string>();
        var listed = node.Configuration["RaftNodes"]!.AsArray();
        var wrong = $"127.0.0.1:{FreePort.Next()}";
        listed[listed.IndexOf(listed.First(address => address!.GetValue<string>() != own))] = wrong;
        return wrong;
    }

    private static async Task NamedByTheLeaderAsync(ServerCluster cluster, string wrong)
    {
        await Eventually.SeeAsync(
            "the leader to name the difference",
            async token => await (await cluster.LeaderAsync(cancellationToken: token)).GetAsync("raft-status", token),
            status => JsonNode.Parse(status)?["Contradictions"] is JsonArray differences && differences.Any(text => text!.GetValue<string>().Contains(wrong, StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60));
        await Eventually.BecomesTrueAsync(
            "a leader's log to name it",
            () => cluster.Nodes.Any(node => node.Output.Any(line => line.Contains("contradict", StringComparison.Ordinal) && line.Contains(wrong, StringComparison.Ordinal))));
    }

    private static async Task<IReadOnlyList<string>> TagsAsync(ServerProcess node, CancellationToken cancellationToken)
        => [.. (await DecidedRows.ReadAsync(node, cancellationToken)).Tags.Keys.Select(tag => tag.Name)];

    private static async Task<ServerProcess> FollowerAsync(ServerCluster cluster)
    {
        var leader = await cluster.LeaderAsync();
        return cluster.Nodes.First(node => node != leader);
    }

    private static async Task TagAsync(ServerCluster cluster, string name, int times)
    {
        await using var client = Ham4dbClient.Create([.. cluster.Addresses]);
        var key = new InstanceKey("127.0.0.1", 1);
        await client.Instances.DiscoverInBackgroundAsync(key);
        for (var i = 0; i < times; i++)
        {
            await client.Tags.SetAsync(key, $"{name}-{i}=x");
        }
    }

    private static void CopyDirectory(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static void ExecuteAt(ServerProcess node, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = node.Configuration["SQLite3DataFile"]!.GetValue<string>(), Pooling = false,
        }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the tests above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
