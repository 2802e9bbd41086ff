using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Servers that are led to different databases by their proxies, of which each has lost sight of the other's.</summary>
[Collection(Alone.Name)]
public sealed class SplitBrainTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ProxiesThatDisagree_TwoLeadOnlyIfTheyDoNotKnowEachOther()
    {
        await using var split = await SplitPair.StartAsync();
        var three = split.Servers.Nodes;

        var killed = await TwoNeverLeadAsync("three servers", three, sampler => OneOfThreeElsewhereAsync(split, sampler));
        ServerProcess[] two = [.. three.Where(server => server != killed)];
        await Task.WhenAll(two.Select(server => RestartAsync(server, two)));
        await TwoNeverLeadAsync("two servers", two, sampler => OneOfTwoElsewhereAsync(split, two, sampler));

        await Task.WhenAll(two.Select(server => RestartAsync(server, knows: [])));
        await Eventually.SeeAsync("both to lead, since they do not know each other", split.Servers.LeadersAsync, leaders => leaders.Count == 2, Patience);
    }

    [Fact]
    public async Task ServersOnTwoSidesThatReplicate_WhatIsAcknowledgedLastStands_AndBothSidesComeToTheSameRows()
    {
        await using var pair = await MasterMasterPair.StartAsync();
        await using var servers = SharedServers.On(pair.Servers, knowEachOther: true);
        var leader = await servers.StartAsync();
        var other = servers.Nodes.Single(node => node != leader);
        var side = pair.Servers[servers.Nodes.ToList().IndexOf(other)];
        var instance = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1/{FreePort.Next()}");
        (await leader.PostAsync($"async-discover/{instance}")).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.SeeAsync(
            "the other side to have got it", token => side.ScalarAsync($"SELECT COUNT(*) FROM {SharedServers.Database}.registered_instance", token), count => count is 1L);

        // What the leader decides now, the other server cannot see in its own database.
        await side.ExecuteAsync("STOP SLAVE");
        for (var value = 1; value <= 5; value++)
        {
            (await leader.PostAsync($"tag/{instance}/value/{value}")).Status.ShouldBe(HttpStatusCode.OK);
        }

        var (status, body) = await other.PostAsync($"tag/{instance}/value/6");
        await side.ExecuteAsync("START SLAVE");

        // Refused when the leader was out of sight for so long that it is not known any more.
        status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], body);
        await Task.WhenAll(servers.Nodes.Select(server => server.StopAsync()));
        await pair.WaitForCaughtUpAsync();
        (await side.ScalarAsync($"SELECT tag_value FROM {SharedServers.Database}.instance_tag WHERE gone = 0")).ShouldBe(status == HttpStatusCode.OK ? "6" : "5");
        (await pair.DumpRowsAsync(0, SharedServers.Database)).ShouldBe(await pair.DumpRowsAsync(1, SharedServers.Database));
    }

    private static async Task<ServerProcess> OneOfThreeElsewhereAsync(SplitPair split, LeaderSampler sampler)
    {
        var leader = await split.StartAndTearAsync();
        var other = split.Servers.Nodes.First(server => server != leader);
        await split.LeadAsync(other, side: 1);
        await LongerThanALeaseAsync(sampler);

        leader = await split.Servers.LeaderAsync(Patience);
        await split.LeadAsync(other, side: 0);
        await split.LeadAsync(leader, side: 1);
        await LongerThanALeaseAsync(sampler);

        leader = await split.Servers.LeaderAsync(Patience);
        await leader.KillAsync();
        await split.Servers.LeaderAsync(Patience);
        return leader;
    }

    private static async Task<ServerProcess> OneOfTwoElsewhereAsync(SplitPair split, ServerProcess[] two, LeaderSampler sampler)
    {
        await split.LeadAsync(two[0], side: 0);
        await split.LeadAsync(two[1], side: 1);
        var leader = await split.Servers.LeaderAsync(Patience);
        await LongerThanALeaseAsync(sampler);

        leader.Suspend();
        try
        {
            await DoesNotLeadAloneAsync(two.Single(server => server != leader));
        }
        finally
        {
            leader.Resume();
        }

        await split.Servers.LeaderAsync(Patience);
        return leader;
    }

    private async Task<ServerProcess> TwoNeverLeadAsync(string who, IReadOnlyList<ServerProcess> servers, Func<LeaderSampler, Task<ServerProcess>> trouble)
    {
        await using var sampler = LeaderSampler.Start(servers.Select(server => server.Address));
        var server = await trouble(sampler);
        output.WriteLine($"{who}: {sampler.Samples}");

        // The terms of two databases have nothing to do with each other: only what was said at one moment counts.
        (await sampler.StopAsync()).Violations.Where(violation => violation.Contains("at one moment", StringComparison.Ordinal)).ShouldBeEmpty(who);
        return server;
    }

    private static async Task RestartAsync(ServerProcess server, IEnumerable<ServerProcess> knows)
    {
        await server.KillAsync();
        server.Configuration["HaPeers"] = new JsonArray([.. knows.Where(peer => peer != server).Select(peer => JsonValue.Create(peer.Address.ToString()))]);
        await server.StartAsync();
    }

    private static async Task DoesNotLeadAloneAsync(ServerProcess server)
    {
        await using var sampler = LeaderSampler.Start([server.Address]);
        await LongerThanALeaseAsync(sampler);
        var samples = await sampler.StopAsync();
        samples.Answers.ShouldBePositive();
        samples.Terms.ShouldBe(0);
    }

    // Long enough for the lease on the other database to be over, and the last promise, and for whoever sees that to ask for it.
    private static Task LongerThanALeaseAsync(LeaderSampler sampler)
    {
        var time = Stopwatch.StartNew();
        var wanted = sampler.Samples.Rounds + 100;
        return Eventually.BecomesTrueAsync(
            "100 rounds of the sampler, and the end of a lease",
            () => sampler.Samples.Rounds >= wanted && time.Elapsed > TimeSpan.FromSeconds(SharedServers.LeaseSeconds * 1.25),
            Patience);
    }
}
