using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Testing;
using Xunit.Abstractions;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Servers that are changed and watched all along, while a test does things to them.</summary>
internal sealed class ClusterUnderLoad : IAsyncDisposable
{
    private readonly ITestOutputHelper _output;
    private readonly Func<Task<ChangeLoad>> _newLoad;
    private readonly Stopwatch _running = Stopwatch.StartNew();

    private ClusterUnderLoad(ServerCluster servers, LeaderSampler sampler, ChangeLoad load, Func<Task<ChangeLoad>> newLoad, ITestOutputHelper output)
    {
        Servers = servers;
        Sampler = sampler;
        Load = load;
        _newLoad = newLoad;
        _output = output;
    }

    public ServerCluster Servers { get; }

    public LeaderSampler Sampler { get; }

    public ChangeLoad Load { get; private set; }

    /// <param name="servers">The servers, not started yet.</param>
    /// <param name="output">Where the counts of the run go.</param>
    /// <param name="readsBack">Whether the load reads what it wrote, which holds where reads are answered by the leader.</param>
    /// <param name="handsOver">Whether leadership is also handed over, which is quicker than an election.</param>
    /// <param name="deadline">Of each call; null for the client's default.</param>
    public static async Task<ClusterUnderLoad> StartAsync(
        ServerCluster servers, ITestOutputHelper output, bool readsBack = true, bool handsOver = false, TimeSpan? deadline = null)
    {
        LeaderSampler? sampler = null;
        try
        {
            await servers.StartAsync();
            sampler = LeaderSampler.Start(servers, handsOver);
            return new ClusterUnderLoad(servers, sampler, await LoadAsync(), LoadAsync, output);
        }
        catch
        {
            if (sampler is not null)
            {
                await sampler.DisposeAsync();
            }

            await servers.DisposeAsync();
            throw;
        }

        Task<ChangeLoad> LoadAsync() => ChangeLoad.StartAsync(servers.Addresses, readsBack: readsBack, deadline: deadline);
    }

    /// <summary>Waits until a node that is none of <paramref name="gone"/> leads and has answered for a while.</summary>
    public async Task<ServerProcess> NextLeaderAsync(params IReadOnlyList<ServerProcess> gone)
    {
        await Eventually.SeeAsync(
            "another leader",
            async token => await Task.WhenAll(Servers.Nodes.Except(gone).Select(node => node.LeadsAsync(token))),
            leads => leads.Contains(true),
            TimeSpan.FromSeconds(60));
        await Load.WaitForCallsAsync(30, TimeSpan.FromSeconds(60));
        return await Servers.LeaderAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Asks a node for an operation on the cluster, again while it answers that nothing was done.</summary>
    public static async Task OrderAsync(ServerProcess node, string route)
    {
        var (status, body) = await Eventually.SeeAsync(
            $"an answer to {route}",
            token => node.PostAsync(route, token),
            answer => answer.Status is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable),
            TimeSpan.FromSeconds(60));
        status.ShouldBe(HttpStatusCode.OK, body);
    }

    /// <summary>The address under which the other members of a raft cluster know a node.</summary>
    public static string RaftAddressOf(ServerProcess node) => (node.Configuration["RaftAdvertise"] ?? node.Configuration["RaftBind"])!.GetValue<string>();

    public async Task<ServerProcess> FollowerAsync()
    {
        var leader = await Servers.LeaderAsync();
        return Servers.Nodes.First(node => node != leader);
    }

    /// <summary>Waits until every node has applied what the leader has now, so that what comes next meets a whole cluster.</summary>
    public async Task SettledAsync()
    {
        var leader = await Servers.LeaderAsync(TimeSpan.FromSeconds(60));
        var applied = await AppliedAsync(leader, CancellationToken.None);
        await Eventually.SeeAsync(
            $"every node to have applied {applied}",
            async token => await Task.WhenAll(Servers.Nodes.Select(node => AppliedAsync(node, token))),
            seen => seen.All(index => index >= applied),
            TimeSpan.FromSeconds(60));
        await Load.WaitForCallsAsync(30, TimeSpan.FromSeconds(60));
    }

    /// <summary>
    /// Lets something happen while the load goes on, and holds the cluster to all that it promised meanwhile. The load of what comes next is
    /// another, so that later changes do not hide what was lost.
    /// </summary>
    /// <param name="what">What happens, for whoever reads of a failure.</param>
    /// <param name="trouble">Lets it happen, and waits until all is well again.</param>
    public async Task TroubleAsync(string what, Func<Task> trouble)
    {
        _output.WriteLine(FormattableString.Invariant($"{_running.Elapsed.TotalSeconds:0.0} s: {what}"));
        await Load.WaitForCallsAsync(30, TimeSpan.FromSeconds(60));
        await trouble();
        await HoldsWhatItAcknowledgedAsync(Servers.Nodes);
        Sampler.Samples.Violations.ShouldBeEmpty(what);
        await Load.DisposeAsync();
        Load = await _newLoad();
    }

    /// <summary>Ends the load and holds the cluster to all that it promises.</summary>
    public async Task HoldsAllPromisesAsync(IReadOnlyList<ServerProcess>? nodes = null)
    {
        await HoldsWhatItAcknowledgedAsync(nodes ?? Servers.Nodes);
        _output.WriteLine(Sampler.Samples.ToString());
        (await Sampler.StopAsync()).Violations.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await Sampler.DisposeAsync();
        await Load.DisposeAsync();
        await Servers.DisposeAsync();
    }

    private async Task HoldsWhatItAcknowledgedAsync(IReadOnlyList<ServerProcess> nodes)
    {
        var report = await Load.StopAsync();
        _output.WriteLine(report.ToString());
        report.Failures.ShouldBeEmpty();
        report.Anomalies.ShouldBeEmpty();
        await Load.VerifyAsync(nodes);
    }

    private static async Task<long> AppliedAsync(ServerProcess node, CancellationToken cancellationToken)
        => JsonDocument.Parse(await node.GetAsync("raft-status", cancellationToken)).RootElement.GetProperty(nameof(RaftStatus.AppliedIndex)).GetInt64();
}
