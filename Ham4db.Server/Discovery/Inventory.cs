using System.Collections.Immutable;
using System.Threading.Channels;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>What probing has seen: an immutable snapshot, replaced whole at each change, and written behind to the backend.</summary>
public sealed class Inventory
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private HashSet<InstanceKey> _touched = [];
    private InventorySnapshot _current = InventorySnapshot.Empty;

    /// <summary>The newest snapshot.</summary>
    public InventorySnapshot Current => Volatile.Read(ref _current);

    /// <summary>Takes in what was stored before a restart; nothing of it counts as changed.</summary>
    public void Load(IEnumerable<Instance> stored)
    {
        lock (_gate)
        {
            Publish(Current.Instances.SetItems(stored.Select(instance => KeyValuePair.Create(instance.Key, instance))));
        }
    }

    /// <summary>Takes over what another server has seen, and nothing else; nothing of it counts as changed.</summary>
    internal void Follow(IEnumerable<Instance> stored)
    {
        lock (_gate)
        {
            var before = Current.Instances;
            var seen = stored.Select(instance => KeyValuePair.Create(
                instance.Key, before.TryGetValue(instance.Key, out var known) && known == instance ? known : instance));
            Publish(ImmutableDictionary.CreateRange(seen));
        }
    }

    /// <summary>Takes in one instance as it is.</summary>
    public void Put(Instance instance)
    {
        lock (_gate)
        {
            Replace(Current, [instance]);
        }
    }

    /// <summary>Changes several instances at once: readers see all of it or nothing.</summary>
    /// <param name="change">Makes the new instances from the newest snapshot; run under a lock, so it must be quick.</param>
    /// <param name="removed">An instance to remove at the same time; null for none.</param>
    internal void Change(Func<InventorySnapshot, IEnumerable<Instance>> change, InstanceKey? removed = null)
    {
        lock (_gate)
        {
            var before = removed is { } key ? Without(key) : Current;
            Replace(before, change(before));
        }
    }

    /// <summary>Removes an instance.</summary>
    /// <returns>False when it is not known.</returns>
    public bool Remove(InstanceKey key)
    {
        lock (_gate)
        {
            if (Current.Find(key) is null)
            {
                return false;
            }

            Replace(Without(key), []);
            return true;
        }
    }

    /// <summary>The keys that were changed or removed since the last call.</summary>
    internal IReadOnlyCollection<InstanceKey> TakeTouched()
    {
        lock (_gate)
        {
            var taken = _touched;
            _touched = [];
            return taken;
        }
    }

    /// <summary>Waits until something changes.</summary>
    internal async Task WaitForChangeAsync(CancellationToken cancellationToken) => await _wake.Reader.ReadAsync(cancellationToken);

    private InventorySnapshot Without(InstanceKey key)
    {
        if (Current.Find(key) is null)
        {
            return Current;
        }

        _touched.Add(key);
        return new InventorySnapshot(Current.Instances.Remove(key));
    }

    private void Replace(InventorySnapshot before, IEnumerable<Instance> changed)
    {
        var instances = before.Instances;
        foreach (var instance in changed)
        {
            instances = instances.SetItem(instance.Key, instance);
            _touched.Add(instance.Key);
        }

        Publish(instances);
        _wake.Writer.TryWrite(true);
    }

    private void Publish(ImmutableDictionary<InstanceKey, Instance> instances)
    {
        if (!ReferenceEquals(instances, Current.Instances))
        {
            Volatile.Write(ref _current, new InventorySnapshot(instances));
        }
    }
}
