using Ham4db.Client.Contract;
using Ham4db.Server.Discovery;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Discovery;

/// <summary>A real server that is frozen, killed and restarted under a pooled connection.</summary>
public sealed class MariaDbTroubleTests
{
    [Fact]
    public async Task Server_FrozenThenResumedThenRestarted_IsToldApart()
    {
        await using var server = new MariaDbServer();
        await server.StartAsync();
        var key = new InstanceKey("127.0.0.1", server.Port);
        await using var node = DiscoveryNode.Create(DiscoveryNode.Polling());
        await node.Discovery.ProbeAsync(key, CancellationToken.None);

        server.Suspend();
        var frozen = await Should.ThrowAsync<ProbeFailedException>(() => node.Discovery.ProbeAsync(key, CancellationToken.None));
        var frozenAnew = await Should.ThrowAsync<ProbeFailedException>(() => node.Discovery.ProbeAsync(key, CancellationToken.None));
        server.Resume();
        var resumed = await node.Discovery.ProbeAsync(key, CancellationToken.None);
        await server.KillAsync();
        var killed = await Should.ThrowAsync<ProbeFailedException>(() => node.Discovery.ProbeAsync(key, CancellationToken.None));
        await server.StartAsync();
        var started = await node.Discovery.ProbeAsync(key, CancellationToken.None);
        await server.StopAsync();
        await server.StartAsync();
        var restarted = await node.Discovery.ProbeAsync(key, CancellationToken.None);

        frozen.Message.ShouldContain("did not give its state within 1 s");
        frozenAnew.Message.ShouldContain("did not answer within 1 s of connecting");
        killed.Message.ShouldContain("refused the connection");
        new[] { resumed, started, restarted }.ShouldAllBe(seen => seen.Version.Contains("MariaDB"));
    }
}
