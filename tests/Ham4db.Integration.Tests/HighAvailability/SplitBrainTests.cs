using System.Globalization;
using System.Net;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Two servers that are led to different databases, as by two proxies of which each has lost sight of the other's.</summary>
[Collection(Alone.Name)]
public sealed class SplitBrainTests
{
    [Fact]
    public async Task ServersThatKnowEachOther_TwoNeverLead_AndOneAloneDoesNot()
    {
        await using var databases = await TwoDatabases.StartAsync();
        await using var servers = SharedServers.On(databases.Both, knowEachOther: true);
        await using var sampler = LeaderSampler.Start(servers);
        var frozen = await servers.StartAsync();

        await RoundsAsync(sampler, 200);
        frozen.Suspend();
        try
        {
            await RoundsAsync(sampler, 600);
        }
        finally
        {
            frozen.Resume();
        }

        var killed = await servers.LeaderAsync();
        await RoundsAsync(sampler, 100);
        await killed.KillAsync();
        await StaysWithoutLeadAsync(servers.Nodes.Single(node => node != killed));

        // The terms of two databases have nothing to do with each other: only what was said at one moment counts.
        (await sampler.StopAsync()).Violations.Where(violation => violation.Contains("at one moment", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ServersThatDoNotKnowEachOther_BothLead()
    {
        await using var databases = await TwoDatabases.StartAsync();
        await using var servers = SharedServers.On(databases.Both);

        await Task.WhenAll(servers.Nodes.Select(node => node.StartAsync()));

        await Eventually.SeeAsync("both to lead", servers.LeadersAsync, leaders => leaders.Count == 2);
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

    // Long enough for every promise and lease of the other to end.
    private static async Task StaysWithoutLeadAsync(ServerProcess left)
    {
        await using var sampler = LeaderSampler.Start([left.Address]);
        await RoundsAsync(sampler, SharedServers.LeaseSeconds * 500);
        var samples = await sampler.StopAsync();
        samples.Answers.ShouldBePositive();
        samples.Terms.ShouldBe(0);
    }

    private static Task<long> RoundsAsync(LeaderSampler sampler, int more)
    {
        var wanted = sampler.Samples.Rounds + more;
        return Eventually.SeeAsync(
            $"{more} more rounds", _ => Task.FromResult(sampler.Samples.Rounds), rounds => rounds >= wanted, TimeSpan.FromSeconds(60));
    }

    /// <summary>Two databases that know nothing of each other.</summary>
    private sealed class TwoDatabases : IAsyncDisposable
    {
        public IReadOnlyList<MariaDbServer> Both { get; } = [new MariaDbServer(), new MariaDbServer()];

        public static async Task<TwoDatabases> StartAsync()
        {
            var databases = new TwoDatabases();
            await Task.WhenAll(databases.Both.Select(database => database.StartAsync()));
            return databases;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var database in Both)
            {
                await database.DisposeAsync();
            }
        }
    }
}
