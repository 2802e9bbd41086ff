using System.Net;
using System.Net.Sockets;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.SharedBackend;
using Ham4db.Server.Tests.Api;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

public sealed class HaPeersTests : IDisposable
{
    private static readonly SharedTimings Timings = new(TimeSpan.FromSeconds(5));

    private readonly FakeTimeProvider _time = new();
    private readonly TcpListener _peer = new(IPAddress.Loopback, 0);

    public HaPeersTests() => _peer.Start();

    public void Dispose() => _peer.Dispose();

    [Fact]
    public async Task Support_ThisServerHasPromisedAnother_AsksNobodySoThatTheirPromisesLapse()
    {
        var self = new ProcessIdentity("host1", "token1", _time.GetUtcNow());
        var promises = new LeasePromises(Timings.Lease, _time);
        var options = new ServerOptions { SharedBackend = new SharedBackendOptions { Peers = [new Uri($"http://{_peer.LocalEndpoint}")] } };
        using var peers = new HaPeers(new FixedOptions(options), self, promises, Timings, TimeProvider.System, NullLogger.Instance);
        _time.Advance(Timings.Lease);
        promises.Promise("host2/token2").ShouldBeNull();

        (await peers.SupportAsync(CancellationToken.None)).ShouldBeFalse();
        _peer.Pending().ShouldBeFalse();

        _time.Advance(Timings.Lease);
        (await peers.SupportAsync(CancellationToken.None)).ShouldBeFalse();
        _peer.Pending().ShouldBeTrue();
    }
}
