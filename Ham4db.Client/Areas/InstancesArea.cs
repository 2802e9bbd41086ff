using System.Text.Json;
using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class InstancesArea(InstancesRoutes api) : IInstances
{
    public Task<Instance> GetAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.RequiredAsync(api.GetAsync(host, port, cancellationToken), "instance");
    }

    public Task<IReadOnlyList<Instance>> ListAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.ListAsync(cancellationToken));

    public Task<IReadOnlyList<Instance>> SearchAsync(string text, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.SearchAsync(Argument.Segment(text, nameof(text)), cancellationToken));

    public Task<IReadOnlyList<Instance>> ReplicasAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.ListAsync(api.ReplicasAsync(host, port, cancellationToken));
    }

    public Task<IReadOnlyList<Instance>> ProblemsAsync(string? clusterName = null, CancellationToken cancellationToken = default)
        => Payload.ListAsync(clusterName is null
            ? api.ProblemsAsync(cancellationToken)
            : api.ProblemsAsync(Argument.Segment(clusterName, nameof(clusterName)), cancellationToken));

    public Task<Instance> DiscoverAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.RequiredAsync(api.DiscoverAsync(host, port, cancellationToken), "discover");
    }

    public async Task<InstanceKey> DiscoverInBackgroundAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        var details = await api.DiscoverInBackgroundAsync(host, port, cancellationToken).ConfigureAwait(false);

        // Ours answers with the key, bare or as the scripts want it, below "Key"; the Go servers with null.
        return details is { ValueKind: JsonValueKind.Object } found
            && (found.TryGetProperty(nameof(Instance.Key), out var inner) ? inner : found).Deserialize(WireJson.Default.InstanceKey) is { Port: > 0 } resolved
                ? resolved
                : key;
    }

    public Task<InstanceKey> RefreshAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.RefreshAsync(host, port, cancellationToken), key);
    }

    public Task<InstanceKey> ForgetAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.ForgetAsync(host, port, cancellationToken), key);
    }

    public Task<InstanceKey> RegisterCandidateAsync(InstanceKey key, PromotionRule rule, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.RegisterCandidateAsync(host, port, rule.ToWire(), cancellationToken), key);
    }

    public Task<IReadOnlyList<CandidateDatabaseInstance>> PromotionRulesAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.PromotionRulesAsync(cancellationToken));

    public Task<IReadOnlyList<InstanceKey>> ListKeysAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.ListKeysAsync(cancellationToken));

    public Task<InstanceKey> ResolveAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.ResolveAsync(host, port, cancellationToken), key);
    }

    public Task<Instance> CheckAsync(string clusterId, InstanceKey key, CancellationToken cancellationToken = default)
    {
        var id = Argument.Segment(clusterId, nameof(clusterId));
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.RequiredAsync(api.CheckAsync(id, host, port, cancellationToken), "check");
    }

    public Task<InstanceKey> RegisterVirtualNameAsync(InstanceKey key, string virtualName, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        var name = Argument.Segment(virtualName, nameof(virtualName));
        return Payload.KeyAsync(api.RegisterVirtualNameAsync(host, port, name, cancellationToken), key);
    }

    public Task<InstanceKey> DeregisterVirtualNameAsync(InstanceKey key, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.KeyAsync(api.DeregisterVirtualNameAsync(host, port, cancellationToken), key);
    }
}
