using System.Net;
using System.Text.Json;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

[Collection(RealTopology.Shared.Name)]
public sealed class LeaderTests(RealTopology topology) : IAsyncLifetime
{
    private ClusterOverTopology _cluster = null!;

    private ServerCluster Servers => _cluster.Servers;

    public async Task InitializeAsync() => _cluster = await ClusterOverTopology.StartAsync(topology);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task LeaderCheck_IsOkOnExactlyOneNode()
    {
        // A follower knows the leader a moment after the leader does, and leadership may move between two questions.
        await Eventually.PassesAsync("one node to lead, and all to know it", async token =>
        {
            var leader = await Servers.LeaderAsync(cancellationToken: token);
            foreach (var node in Servers.Nodes)
            {
                (await node.GetAsync("leader-check", token)).ShouldBe(node == leader ? "\"OK\"" : "\"Not leader\"");
                (await node.GetStatusAsync("leader-check/503", token)).ShouldBe(node == leader ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
                (await node.GetAsync("routed-leader-check", token)).ShouldBe("\"OK\"");
            }
        });
    }

    [Fact]
    public async Task KilledLeader_NoCallOfALoopFails_AndTheNodeCatchesUp()
    {
        var leader = await Servers.LeaderAsync();
        using var stop = new CancellationTokenSource();
        var loop = CallUntilStoppedAsync(stop.Token);

        await leader.KillAsync();
        var next = await Servers.LeaderAsync();
        var key = ClusterOverTopology.KeyOf(topology.Servers.Replicas[0]);
        await _cluster.Client.Tags.SetAsync(key, "while=down");
        await leader.StartAsync();
        await CaughtUpAsync(leader, next);
        await stop.CancelAsync();
        var (calls, failures) = await loop;

        next.ShouldNotBe(leader);
        failures.ShouldBeEmpty();
        calls.ShouldBeGreaterThan(0);
        await next.KillAsync();
        await Servers.LeaderAsync();
        (await _cluster.Client.Tags.ListAsync(key)).ShouldContain("while=down");
    }

    [Fact]
    public async Task FrozenLeader_IsReplaced_AndNeverLeadsBesideTheNewOne()
    {
        var old = await Servers.LeaderAsync();

        old.Suspend();
        var next = await Servers.LeaderAsync();
        var answered = _cluster.Client.Clusters.ListNamesAsync();
        (await answered).ShouldBe([topology.Seed]);
        old.Resume();

        // What it answers in the moments after it wakes is what matters: ask without a pause.
        for (var question = 0; question < 50; question++)
        {
            (await old.LeadsAsync()).ShouldBeFalse();
        }

        (await next.LeadsAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task EmptiedNode_RejoinsByItself()
    {
        var leader = await Servers.LeaderAsync();
        var emptied = Servers.Nodes.First(node => node != leader);
        var key = ClusterOverTopology.KeyOf(topology.Servers.Replicas[0]);
        await _cluster.Client.Tags.SetAsync(key, "kept=yes");

        await emptied.KillAsync();
        emptied.EmptyDisk();
        await emptied.StartAsync();

        await CaughtUpAsync(emptied, leader);
        var third = Servers.Nodes.Single(node => node != leader && node != emptied);
        await third.KillAsync();
        (await _cluster.Client.Tags.ListAsync(key)).ShouldContain("kept=yes");
    }

    [Fact]
    public async Task WithoutQuorum_NoNodeLeads_AndTheAnswerIsPrompt()
    {
        var leader = await Servers.LeaderAsync();
        foreach (var other in Servers.Nodes.Where(node => node != leader))
        {
            await other.KillAsync();
        }

        await Eventually.SeeAsync("no leader", Servers.LeadersAsync, seen => seen.Count == 0);
        using var http = new HttpClient { BaseAddress = new Uri(leader.Address, "api/"), Timeout = TimeSpan.FromSeconds(10) };
        var change = await http.PostAsync($"begin-downtime/127.0.0.1/{topology.Servers.Master.Port}/me/test/10m", content: null);
        var read = await http.GetAsync("clusters");

        change.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        read.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var envelope = JsonDocument.Parse(await change.Content.ReadAsStringAsync()).RootElement;
        envelope.GetProperty("Code").GetString().ShouldBe(ResponseCode.Error);
        (await leader.GetStatusAsync("raft-health")).ShouldNotBe(HttpStatusCode.OK);
        (await leader.GetStatusAsync("lb-check")).ShouldBe(HttpStatusCode.OK);

        await using var client = Ham4dbClient.Create(
            new Ham4dbClientOptions { Endpoints = [.. Servers.Addresses], Deadline = TimeSpan.FromSeconds(3) });
        var refused = await Should.ThrowAsync<NoLeaderException>(() => client.Clusters.ListAsync());
        Servers.Addresses.ShouldAllBe(address => refused.Message.Contains(address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WholeClusterKilled_KeepsWhatWasDecided()
    {
        var key = ClusterOverTopology.KeyOf(topology.Servers.Replicas[1]);
        await _cluster.Client.Downtime.BeginAsync(key, "alice", "upgrade of the disk / rack #2?", TimeSpan.FromMinutes(30));
        await _cluster.Client.Instances.RegisterCandidateAsync(key, PromotionRule.Prefer);
        await _cluster.Client.Clusters.SetAliasAsync(topology.Seed, "shop");

        await Task.WhenAll(Servers.Nodes.Select(node => node.KillAsync()));
        await Servers.StartAsync();

        var seen = await _cluster.Client.Instances.GetAsync(key);
        seen.IsDowntimed.ShouldBeTrue();
        seen.DowntimeOwner.ShouldBe("alice");
        seen.DowntimeReason.ShouldBe("upgrade of the disk / rack #2?");
        seen.PromotionRule.ShouldBe("prefer");
        (await _cluster.Client.Clusters.GetAsync("shop")).ClusterName.ShouldBe(topology.Seed);
    }

    [Fact]
    public async Task Change_SentTwiceWithOneKey_IsDoneOnce_AlsoAcrossALeaderChange()
    {
        var port = topology.Servers.Replicas[0].Port;
        var first = await PostAsync(await Servers.LeaderAsync(), $"tag/127.0.0.1/{port}?tag=once", "key-1");
        var old = await Servers.LeaderAsync();
        await old.KillAsync();
        var next = await Servers.LeaderAsync();
        await PostAsync(next, $"untag/127.0.0.1/{port}?tag=once", "key-2");

        var second = await PostAsync(next, $"tag/127.0.0.1/{port}?tag=once", "key-1");
        var other = await PostAsync(next, $"tag/127.0.0.1/{port}?tag=twice", "key-1");

        second.Body.ShouldBe(first.Body);
        second.Replayed.ShouldBeTrue();
        (await _cluster.Client.Tags.ListAsync(new InstanceKey("127.0.0.1", port))).ShouldBeEmpty();
        other.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Follower_ForwardsChangesAndReads()
    {
        var leader = await Servers.LeaderAsync();
        var follower = Servers.Nodes.First(node => node != leader);
        var port = topology.Servers.Replicas[0].Port;

        var reply = await PostAsync(follower, $"tag/127.0.0.1/{port}/via/follower", "key-3");

        reply.Status.ShouldBe(HttpStatusCode.OK);
        (await leader.GetAsync($"tags/127.0.0.1/{port}")).ShouldContain("via=follower");
        (await follower.GetAsync($"tags/127.0.0.1/{port}")).ShouldContain("via=follower");
    }

    private static async Task<(HttpStatusCode Status, string Body, bool Replayed)> PostAsync(ServerProcess node, string route, string key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, "api/" + route));
        request.Headers.Add(WireHeaders.IdempotencyKey, key);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Contains(WireHeaders.Replayed));
    }

    private static async Task CaughtUpAsync(ServerProcess node, ServerProcess leader)
        => await Eventually.SeeAsync(
            $"{node.Address} to have applied what {leader.Address} has",
            async token => (Node: await AppliedAsync(node, token), Leader: await AppliedAsync(leader, token)),
            seen => seen.Leader > 0 && seen.Node >= seen.Leader);

    private static async Task<long> AppliedAsync(ServerProcess node, CancellationToken cancellationToken)
        => JsonDocument.Parse(await node.GetAsync("raft-status", cancellationToken)).RootElement.GetProperty(nameof(RaftStatus.AppliedIndex)).GetInt64();

    private async Task<(int Calls, IReadOnlyList<string> Failures)> CallUntilStoppedAsync(CancellationToken cancellationToken)
    {
        var calls = 0;
        var failures = new List<string>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                (await _cluster.Client.Clusters.ListAsync(CancellationToken.None)).Count.ShouldBe(1);
            }
            catch (Exception exception)
            {
                failures.Add(exception.ToString());
            }

            calls++;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return (calls, failures);
    }
}
