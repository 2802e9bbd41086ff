using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery;

/// <summary>Where an instance stands in its cluster, and what its arrival changes for those below it. Pure.</summary>
internal static class InstancePlacement
{
    /// <summary>Places one instance.</summary>
    /// <param name="instance">What is known of it.</param>
    /// <param name="parent">What is known of the instance it gets its changes from; null when there is none or nothing is known.</param>
    /// <param name="overrides">Cluster name to the alias that an operator set.</param>
    /// <param name="options">For <see cref="DiscoveryOptions.ClusterNameToAlias"/>.</param>
    public static Instance Place(
        Instance instance, Instance? parent, ImmutableDictionary<string, string> overrides, DiscoveryOptions options)
    {
        var placed = ClusterNaming.Attach(instance, parent);
        var alias = overrides.TryGetValue(placed.ClusterName, out var chosen) ? chosen
            : placed.SuggestedClusterAlias.Length > 0 ? placed.SuggestedClusterAlias
            : ClusterNaming.AliasByName(placed.ClusterName, options.ClusterNameToAlias) ?? string.Empty;
        return alias == placed.SuggestedClusterAlias ? placed : placed with { SuggestedClusterAlias = alias };
    }

    /// <summary>The instances below <paramref name="placed"/> that its new place moves too, each after its parent.</summary>
    /// <param name="placed">The instance.</param>
    /// <param name="snapshot">A snapshot that has it already.</param>
    /// <param name="place">Places an instance below its parent.</param>
    public static IReadOnlyList<Instance> Below(Instance placed, InventorySnapshot snapshot, Func<Instance, Instance?, Instance> place)
    {
        List<Instance> moved = [];
        HashSet<InstanceKey> seen = [placed.Key];
        Queue<Instance> parents = new([placed]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var child in snapshot.ChildrenOf(parent.Key))
            {
                if (!seen.Add(child.Key))
                {
                    continue;
                }

                var now = place(child, parent);
                if (now != child)
                {
                    moved.Add(now);
                    parents.Enqueue(now);
                }
            }
        }

        return moved;
    }

    /// <summary>Whether those below an instance must be placed anew when it changes from <paramref name="before"/> to <paramref name="after"/>.</summary>
    public static bool MovesOthers(Instance? before, Instance after)
        => before is null
            || before.ClusterName != after.ClusterName
            || before.ReplicationDepth != after.ReplicationDepth
            || before.SuggestedClusterAlias != after.SuggestedClusterAlias
            || before.AncestryUuid != after.AncestryUuid
            || before.MasterKey != after.MasterKey
            || before.Group.PrimaryKey != after.Group.PrimaryKey;

    /// <summary>Takes over the lists of <paramref name="before"/> where they are the same, so that unchanged instances compare as equal.</summary>
    public static Instance ShareLists(Instance after, Instance? before)
    {
        if (before is null)
        {
            return after;
        }

        var replicas = Share(after.Replicas, before.Replicas);
        var members = Share(after.Group.Members, before.Group.Members);
        return after with
        {
            Replicas = replicas,
            Group = after.Group with { Members = members } is var group && group == before.Group ? before.Group : group,
        };
    }

    private static ImmutableArray<InstanceKey> Share(ImmutableArray<InstanceKey> after, ImmutableArray<InstanceKey> before)
        => !before.IsDefault && after.SequenceEqual(before) ? before : after;
}
