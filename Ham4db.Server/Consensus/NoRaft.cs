namespace Ham4db.Server.Consensus;

/// <summary>The operations on a raft cluster, of a node that runs without raft.</summary>
internal sealed class NoRaft : IRaftControl
{
    public Task YieldAsync(string node, CancellationToken cancellationToken) => throw Refused("raft-yield");

    public Task YieldByHintAsync(string hint, CancellationToken cancellationToken) => throw Refused("raft-yield-hint");

    public Task<string> AddPeerAsync(string address, string? clusterId, CancellationToken cancellationToken) => throw Refused("raft-add-peer");

    public Task<string> RemovePeerAsync(string address, CancellationToken cancellationToken) => throw Refused("raft-remove-peer");

    public Task SnapshotAsync(CancellationToken cancellationToken) => throw Refused("raft-snapshot");

    public void ReportHealth(PeerHealth health) => throw Refused("raft-follower-health-report");

    private static ControlRefusedException Refused(string operation) => ControlRefusedException.Conflict($"{operation}: not running with raft setup");
}
