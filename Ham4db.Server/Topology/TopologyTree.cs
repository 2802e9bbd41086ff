using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>The instances of a cluster in the order and at the depth in which they are drawn.</summary>
internal static class TopologyTree
{
    /// <summary>Walks the tree from its root; without a root, from each of the co-masters.</summary>
    /// <remarks>
    /// Of several roots only the last is walked, and a ring without co-masters is not walked at all: such instances are not drawn.
    /// </remarks>
    public static IReadOnlyList<Entry> Flatten(IEnumerable<Instance> cluster)
    {
        var members = cluster.OrderBy(instance => instance.Key).ToList();
        var keys = members.Select(instance => instance.Key).ToHashSet();
        var children = members.ToLookup(instance => ParentOf(instance, keys));
        var drawn = new List<Entry>(members.Count);

        if (children[InstanceKey.None].LastOrDefault() is { } root)
        {
            Walk(new Entry(root, 0), children, drawn);
            return drawn;
        }

        foreach (var coMaster in members.Where(instance => instance.IsCoMaster))
        {
            Walk(new Entry(coMaster, 1), children, drawn);
        }

        return drawn;
    }

    private static void Walk(Entry entry, ILookup<InstanceKey, Instance> children, List<Entry> drawn)
    {
        drawn.Add(entry);
        foreach (var child in children[entry.Instance.Key].Where(child => entry.Depth == 0 || !child.IsCoMaster))
        {
            Walk(new Entry(child, entry.Depth + 1), children, drawn);
        }
    }

    private static InstanceKey ParentOf(Instance instance, HashSet<InstanceKey> members)
    {
        var isUnplacedPrimary = instance.IsGroupPrimary && !instance.IsReplica;
        return !isUnplacedPrimary && members.Contains(instance.ParentKey) ? instance.ParentKey : InstanceKey.None;
    }

    /// <summary>One instance in a drawing.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Depth">Steps from the root of the drawing; 0 is drawn without a mark.</param>
    internal readonly record struct Entry(Instance Instance, int Depth);
}
