using Ham4db.Client.Contract;
using Ham4db.Server.Discovery;

namespace Ham4db.Server.Tests.Api;

/// <summary>Instances that answer a probe, and those that were queued for one.</summary>
internal sealed class FakeDiscovery : IInstanceDiscovery
{
    public Dictionary<InstanceKey, Instance> Reachable { get; } = [];

    public List<InstanceKey> Probed { get; } = [];

    public List<InstanceKey> Queued { get; } = [];

    public Task<Instance> ProbeAsync(InstanceKey key, CancellationToken cancellationToken)
    {
        Probed.Add(key);
        return Reachable.TryGetValue(key, out var instance)
            ? Task.FromResult(instance)
            : throw new ProbeFailedException(key, $"Cannot connect to {key}: connection refused");
    }

    public void Enqueue(InstanceKey key) => Queued.Add(key);
}
