using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Discovery.Resolving;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Puts the names under which other servers are known in place of those that a server has for them.</summary>
internal sealed class NeighbourResolution(HostnameResolver resolver, DiscoveryFilters filters)
{
    /// <summary>Resolves master, replicas and group; replicas that the configuration keeps out are dropped.</summary>
    public async ValueTask<Instance> ResolveAsync(
        Instance instance, IEnumerable<InstanceKey> replicas, ReplicationGroup group, InventorySnapshot snapshot, CancellationToken cancellationToken)
        => instance with
        {
            MasterKeyAsGiven = instance.MasterKey,
            MasterKey = await resolver.ResolveAsync(instance.MasterKey, cancellationToken),
            Replicas = await ResolveAllAsync(replicas, cancellationToken),
            Group = group.Name.Length == 0 ? group : await ResolveAsync(group, snapshot, cancellationToken),
        };

    private async ValueTask<ReplicationGroup> ResolveAsync(ReplicationGroup group, InventorySnapshot snapshot, CancellationToken cancellationToken)
        => group with
        {
            Members = await ResolveAllAsync(group.Members, cancellationToken),

            // An expelled member no longer sees a primary; the last one known of its group is its way back.
            PrimaryKey = group.PrimaryKey.IsValid
                ? await resolver.ResolveAsync(group.PrimaryKey, cancellationToken)
                : snapshot.GroupPrimaryOf(group.Name),
        };

    private async ValueTask<ImmutableArray<InstanceKey>> ResolveAllAsync(IEnumerable<InstanceKey> given, CancellationToken cancellationToken)
    {
        var resolved = ImmutableArray.CreateBuilder<InstanceKey>();
        foreach (var key in given)
        {
            var known = await resolver.ResolveAsync(key, cancellationToken);
            if (!resolved.Contains(known) && !filters.IgnoresReplica(known))
            {
                resolved.Add(known);
            }
        }

        resolved.Sort();
        return resolved.DrainToImmutable();
    }
}
