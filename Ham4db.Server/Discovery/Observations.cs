using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery.Resolving;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery;

/// <summary>Puts what a probe saw, or that it failed, into the inventory: in its place in the cluster, under its one name.</summary>
internal sealed class Observations(
    Inventory inventory,
    HostnameResolver resolver,
    WantedInstances wanted,
    ForgottenInstances forgotten,
    IDecidedStore decided,
    ILiveOptions options,
    TimeProvider time,
    ILogger<Observations> logger)
{
    /// <summary>What is known.</summary>
    public InventorySnapshot Current => inventory.Current;

    /// <summary>Whether an instance's last probe failed; null when the instance is not known.</summary>
    public bool? IsFailing(InstanceKey key) => Current.Find(key) is { } known ? !known.IsLastCheckValid : null;

    /// <summary>Keeps an instance as seen, and places those below it anew where its place changed. One forgotten a moment ago is only placed.</summary>
    /// <param name="given">The key it was probed under.</param>
    /// <param name="seen">What the probe saw, under the server's own name.</param>
    /// <returns>The instance in its place.</returns>
    public Instance Keep(InstanceKey given, Instance seen)
    {
        resolver.Remember(given, seen.Key);
        var kept = seen;
        Instance? before = null;
        var isKept = false;
        inventory.Change(
            snapshot =>
            {
                before = snapshot.Find(seen.Key);
                kept = Place(InstancePlacement.ShareLists(seen, before), snapshot.Find(seen.ParentKey));

                // Looked at under the inventory's lock: who forgets it from here on removes it afterwards.
                isKept = !forgotten.Contains(seen.Key) && !forgotten.Contains(given);
                return isKept ? WithThoseItMoves(kept, before, given, snapshot) : [];
            },
            removed: given == seen.Key ? null : given);
        if (isKept)
        {
            wanted.Remove(given);
            wanted.Remove(seen.Key);
            LogKept(given, before, kept);
        }

        return kept;
    }

    /// <summary>Notes that a probe failed. An instance that is not known is taken in only when it is expected to be there.</summary>
    public void KeepFailure(InstanceKey key, ProbeFailedException failure)
    {
        Instance? before = null;
        var isKept = false;
        inventory.Change(snapshot =>
        {
            before = snapshot.Find(key);
            isKept = !forgotten.Contains(key) && (before is not null || IsExpected(key, snapshot));
            return isKept ? [Failed(before ?? Place(new Instance { Key = key }, parent: null), failure)] : [];
        });
        if (isKept)
        {
            wanted.Remove(key);
            if (before is null || before.IsLastCheckValid)
            {
                logger.InstanceLost(failure.Message);
            }
        }
    }

    // Somebody named it, or replicas are connected to it; anything else may be a wrong guess at a replica's port.
    private bool IsExpected(InstanceKey key, InventorySnapshot snapshot)
        => wanted.Contains(key) || snapshot.NamingAsMaster(key).Any(replica => replica.IoThread == ReplicationThreadState.Running);

    private Instance Failed(Instance known, ProbeFailedException failure)
    {
        // A wall clock that was set back must not make a failed check look like the last good one.
        var now = time.GetUtcNow();
        return known with
        {
            LastChecked = known.LastSeen is { } seen && now <= seen ? seen + TimeSpan.FromTicks(1) : now,
            LastCheckPartialSuccess = failure.IsPartial,
            LastCheckError = failure.Message,
        };
    }

    private Instance Place(Instance instance, Instance? parent)
        => InstancePlacement.Place(instance, parent, decided.Current.AliasOverrides, options.Current.Discovery);

    private IEnumerable<Instance> WithThoseItMoves(Instance kept, Instance? before, InstanceKey given, InventorySnapshot snapshot)
    {
        var renamed = given == kept.Key
            ? []
            : snapshot.NamingAsMaster(given).Select(replica => replica with { MasterKey = kept.Key }).ToList();
        if (renamed.Count == 0 && !InstancePlacement.MovesOthers(before, kept))
        {
            return [kept];
        }

        var after = new InventorySnapshot(
            snapshot.Instances.SetItems(renamed.Append(kept).Select(instance => KeyValuePair.Create(instance.Key, instance))));
        return [kept, .. renamed, .. InstancePlacement.Below(kept, after, Place)];
    }

    private void LogKept(InstanceKey given, Instance? before, Instance kept)
    {
        if (before is null && given != kept.Key)
        {
            logger.InstanceRenamed(given, kept.Key);
        }

        if (before?.LastSeen is null)
        {
            logger.InstanceFound(kept.Key, kept.Version, kept.ClusterName);
        }
        else if (!before.IsLastCheckValid)
        {
            logger.InstanceBack(kept.Key);
        }
    }
}
