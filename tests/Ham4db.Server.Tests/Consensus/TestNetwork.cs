using System.Collections.Concurrent;
using Ham4db.Client.Contract;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>The HTTP API between nodes in this process, without HTTP: by the address that a node advertises. What goes to the leader is passed on.</summary>
internal sealed class TestNetwork : IPeerCalls
{
    private readonly ConcurrentDictionary<string, TestNode> _nodes = new();

    /// <summary>Addresses that do not answer though their node runs.</summary>
    public ConcurrentDictionary<Uri, bool> Deaf { get; } = new();

    /// <summary>Makes a node known, if it has an address.</summary>
    public void Add(TestNode node)
    {
        if (node.Options.Http.Advertise is { } address)
        {
            _nodes[address.Authority] = node;
        }
    }

    public Task<RaftStatus> StatusAsync(Uri node, CancellationToken cancellationToken) => Task.FromResult(Find(node).Report.Status!);

    public Task<bool> LeadsAsync(Uri node, CancellationToken cancellationToken) => Task.FromResult(Find(node).HoldsLease);

    public async Task YieldAsync(Uri leader, string target, CancellationToken cancellationToken)
    {
        try
        {
            await Find(leader).Control.YieldAsync(target, cancellationToken);
        }
        catch (Exception refused) when (refused is ControlRefusedException or NotLeaderException)
        {
            throw new PeerCallException(refused.Message);
        }
    }

    public Task ReportAsync(Uri leader, PeerHealth health, CancellationToken cancellationToken)
    {
        try
        {
            Find(leader).Control.ReportHealth(health);
            return Task.CompletedTask;
        }
        catch (Exception refused) when (refused is ControlRefusedException or NotLeaderException)
        {
            throw new PeerCallException(refused.Message);
        }
    }

    public Task SnapshotAsync(Uri leader, CancellationToken cancellationToken) => Find(leader).Control.SnapshotAsync(cancellationToken);

    public async Task JoinAsync(Uri member, string address, string? clusterId, CancellationToken cancellationToken)
    {
        try
        {
            var node = Find(member);
            await (node.HoldsLease ? node : Find(node.Leadership.Current.LeaderUri ?? throw new PeerCallException("no leader")))
                .Control.AddPeerAsync(address, clusterId, cancellationToken);
        }
        catch (Exception refused) when (refused is ControlRefusedException or NotLeaderException or CommandOutcomeUnknownException)
        {
            throw new PeerCallException(refused.Message);
        }
    }

    private TestNode Find(Uri uri)
        => _nodes.TryGetValue(uri.Authority, out var node) && node.IsRunning && !Deaf.ContainsKey(uri) ? node : throw new PeerCallException($"{uri} does not answer");
}
