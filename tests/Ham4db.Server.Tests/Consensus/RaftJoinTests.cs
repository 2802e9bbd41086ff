using System.Net;
using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Server.Tests.Api;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>How a new node asks to be made a member, seen from a node that never hears of its membership.</summary>
public class RaftJoinTests
{
    [Fact]
    public async Task Accepted_AsksNoMore_SinceItMayHaveBeenRemovedMeanwhile()
    {
        var own = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
        await using var cluster = new RaftCluster(new RaftCluster.TcpConfiguration(own) { PublicEndPoint = own, ConfigurationStorage = null! }) { AuditTrail = new ConsensusOnlyState() };
        using var logs = new RecordingLogs();
        var calls = new StubCalls(refusals: 1);
        var join = new RaftJoin(
            cluster, new FakeBackend(), calls, new RaftOptions { Enabled = true, Bind = own, Advertise = own, DataDirectory = "none", Nodes = [] }, TimeProvider.System, logs.CreateLogger("join"));

        await join.RunAsync(new Uri("http://10.0.0.1:3000"), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        calls.Asked.ShouldBe(2);
    }

    private sealed class StubCalls(int refusals) : IPeerCalls
    {
        public int Asked { get; private set; }

        public Task JoinAsync(Uri member, string address, string? clusterId, CancellationToken cancellationToken)
            => ++Asked > refusals ? Task.CompletedTask : throw new PeerCallException("another change is under way");

        public Task SnapshotAsync(Uri leader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RaftStatus> StatusAsync(Uri node, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> LeadsAsync(Uri node, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task YieldAsync(Uri leader, string target, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ReportAsync(Uri leader, PeerHealth health, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
