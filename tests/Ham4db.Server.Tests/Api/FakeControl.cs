using Ham4db.Server.Consensus;

namespace Ham4db.Server.Tests.Api;

/// <summary>Operations on the cluster, noted instead of done.</summary>
internal sealed class FakeControl : IElectionControl, IRaftControl
{
    /// <summary>What was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Thrown instead of doing anything.</summary>
    public Exception? Refusal { get; set; }

    public Task GrabAsync(CancellationToken cancellationToken) => Note("grab");

    public Task ReelectAsync(CancellationToken cancellationToken) => Note("reelect");

    public Task YieldAsync(string node, CancellationToken cancellationToken) => Note($"yield {node}");

    public Task YieldByHintAsync(string hint, CancellationToken cancellationToken) => Note($"hint {hint}");

    public async Task<string> AddPeerAsync(string address, string? clusterId, CancellationToken cancellationToken)
    {
        await Note($"add {address} {clusterId ?? "-"}");
        return address;
    }

    public async Task<string> RemovePeerAsync(string address, CancellationToken cancellationToken)
    {
        await Note($"remove {address}");
        return address;
    }

    public Task SnapshotAsync(CancellationToken cancellationToken) => Note("snapshot");

    public void ReportHealth(PeerHealth health) => Note($"health {health.Token} {health.Bind} {health.Advertise} {health.ConfiguredNodes}");

    private Task Note(string what)
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        Asked.Add(what);
        return Task.CompletedTask;
    }
}
