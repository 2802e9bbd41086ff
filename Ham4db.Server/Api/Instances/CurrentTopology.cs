using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Instances;

/// <summary>Takes the snapshot that a request reads. The index over the instances is kept until something changes.</summary>
internal sealed class CurrentTopology(Inventory inventory, IDecidedStore decided, ILiveOptions live, TimeProvider time)
{
    private volatile Indexed? _last;

    /// <summary>What is seen and decided now.</summary>
    public TopologySnapshot Take()
    {
        var seen = inventory.Current;
        var state = decided.Current;
        var options = live.Current;
        var now = time.GetUtcNow();
        var last = _last;
        if (last is null || !ReferenceEquals(last.Seen, seen) || !ReferenceEquals(last.Decided, state) || !ReferenceEquals(last.Options, options))
        {
            _last = last = new Indexed(seen, state, options, Index(seen, state, options, now));
        }

        return new TopologySnapshot(last.View, state, options, now);
    }

    private static TopologyView Index(InventorySnapshot seen, DecidedState state, ServerOptions options, DateTimeOffset now)
    {
        var aliases = ClusterAliases.Choose(
            [.. seen.Instances.Values],
            state.AliasOverrides,
            options.Discovery.ClusterNameToAlias,
            instance => Decisions.Of(state, instance.Key, now).IsLostInRecovery(now));
        return new TopologyView(seen.Instances, aliases);
    }

    private sealed record Indexed(InventorySnapshot Seen, DecidedState Decided, ServerOptions Options, TopologyView View);
}
