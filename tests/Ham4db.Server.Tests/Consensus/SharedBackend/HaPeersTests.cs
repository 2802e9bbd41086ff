using System.Net;
using System.Net.Sockets;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.SharedBackend;
using Ham4db.Server.Tests.Api;
using Ham4db.Server.Tests.Api.Leading;
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

    [Theory]
    [InlineData(AuthenticationMethod.None)]
    [InlineData(AuthenticationMethod.Basic)]
    [InlineData(AuthenticationMethod.Multi)]
    [InlineData(AuthenticationMethod.Proxy)]
    public async Task Support_ServersConfiguredAlike_AreLetIn_AndElseAreToldWhatToSet(AuthenticationMethod method)
    {
        HttpOptions Alike(HttpOptions http) => http with { Authentication = method, AuthUser = "a", AuthPassword = "b", PowerAuthUsers = ["ops"] };
        await using var peer = await ApiNode.StartAsync(Alike);

        // The peer has no HaPeers, and says so to whom it lets in.
        (await RefusalAsync(peer.Address, Alike(new HttpOptions()))).ShouldContain("take it out of HaPeers");
        var stranger = await RefusalAsync(peer.Address, new HttpOptions());
        stranger.ShouldContain(method == AuthenticationMethod.None ? "take it out of HaPeers" : "HTTPAuthUser and HTTPAuthPassword");
    }

    [Theory]
    [InlineData("host1/token1", "is this server itself. It counts once")]
    [InlineData("host2/token2", "is host2/token2, which another address of the list leads to as well. It counts once")]
    public async Task Support_OneServerUnderTwoAddresses_CountsOnceAndIsNamedOnce(string answers, string named)
    {
        Task<ScriptedPeer> PeerAsync() => ScriptedPeer.StartAsync(_ => $"HTTP/1.1 200 OK\r\nContent-Length: {answers.Length + 2}\r\n\r\n\"{answers}\"");
        await using var one = await PeerAsync();
        await using var other = await PeerAsync();
        var promises = new LeasePromises(Timings.Lease, _time);
        _time.Advance(Timings.Lease);
        using var logs = new RecordingLogs();
        // Five servers by the list: three are needed.
        using var peers = new HaPeers(
            new FixedOptions(new ServerOptions { SharedBackend = new SharedBackendOptions { Peers = [one.Address, other.Address, new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:2")] } }),
            new ProcessIdentity("host1", "token1", _time.GetUtcNow()),
            promises,
            new SharedTimings(TimeSpan.FromMinutes(1)),
            TimeProvider.System,
            logs.CreateLogger("peers"));

        (await peers.SupportAsync(CancellationToken.None)).ShouldBeFalse();
        (await peers.SupportAsync(CancellationToken.None)).ShouldBeFalse();

        logs.Lines.Where(line => line.Text.StartsWith("HaPeers is wrong")).ShouldHaveSingleItem().Text.ShouldContain(named);
    }

    private static async Task<string> RefusalAsync(Uri peer, HttpOptions http)
    {
        var self = new ProcessIdentity("host1", "token1", DateTimeOffset.UtcNow);
        var time = new FakeTimeProvider();
        var promises = new LeasePromises(Timings.Lease, time);
        time.Advance(Timings.Lease);
        using var logs = new RecordingLogs();
        using var peers = new HaPeers(
            new FixedOptions(new ServerOptions { Http = http, SharedBackend = new SharedBackendOptions { Peers = [peer] } }),
            self,
            promises,
            new SharedTimings(TimeSpan.FromMinutes(1)),
            TimeProvider.System,
            logs.CreateLogger("peers"));
        (await peers.SupportAsync(CancellationToken.None)).ShouldBeFalse();
        return logs.Lines.Last().Text;
    }
}
