using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>Everything that operators and leaders decided: an immutable snapshot, equal on all nodes at the same log index.</summary>
public sealed record DecidedState
{
    /// <summary>Nothing decided yet.</summary>
    public static DecidedState Empty { get; } = new();

    /// <summary>Instances that every node follows.</summary>
    public ImmutableSortedSet<InstanceKey> Registered { get; init; } = [];

    /// <summary>Instances forgotten lately, and when. Kept for an hour, so that late probes do not bring them back.</summary>
    public ImmutableDictionary<InstanceKey, DateTimeOffset> Forgotten { get; init; } = ImmutableDictionary<InstanceKey, DateTimeOffset>.Empty;

    /// <summary>Downtimes, ended ones included until they are purged: compare <see cref="Downtime.EndsAt"/> with the clock.</summary>
    public ImmutableDictionary<InstanceKey, Downtime> Downtimes { get; init; } = ImmutableDictionary<InstanceKey, Downtime>.Empty;

    /// <summary>Promotion rules, expired ones included until they are purged: compare <see cref="Candidate.ExpiresAt"/> with the clock.</summary>
    public ImmutableDictionary<InstanceKey, Candidate> Candidates { get; init; } = ImmutableDictionary<InstanceKey, Candidate>.Empty;

    /// <summary>Tags: name to value, by name. An instance without tags has no entry.</summary>
    public ImmutableDictionary<InstanceKey, ImmutableSortedDictionary<string, string>> Tags { get; init; }
        = ImmutableDictionary<InstanceKey, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Cluster name to the alias that wins over a detected one.</summary>
    public ImmutableDictionary<string, string> AliasOverrides { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Host name to the name under which replicas reach it, expired ones included until they are purged.</summary>
    public ImmutableDictionary<string, UnresolvedHostname> UnresolvedHostnames { get; init; } = ImmutableDictionary<string, UnresolvedHostname>.Empty;

    /// <summary>Pools by name, expired ones included until they are purged. A pool without members has no entry.</summary>
    public ImmutableDictionary<string, Pool> Pools { get; init; } = ImmutableDictionary<string, Pool>.Empty;

    /// <summary>The key-value store of this service.</summary>
    public ImmutableDictionary<string, StoredValue> KeyValues { get; init; } = ImmutableDictionary<string, StoredValue>.Empty;

    /// <summary>Cluster name to when a pseudo-GTID entry was last written there. Kept for an hour.</summary>
    public ImmutableDictionary<string, DateTimeOffset> InjectedPseudoGtids { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Maintenances by number, ended ones included until they are purged.</summary>
    public ImmutableSortedDictionary<long, MaintenanceWindow> Maintenances { get; init; } = ImmutableSortedDictionary<long, MaintenanceWindow>.Empty;

    /// <summary>Detected failures by number; the newest few hundred at most.</summary>
    public ImmutableSortedDictionary<long, FailureDetection> Detections { get; init; } = ImmutableSortedDictionary<long, FailureDetection>.Empty;

    /// <summary>Recoveries by number; the newest few hundred at most.</summary>
    public ImmutableSortedDictionary<long, Recovery> Recoveries { get; init; } = ImmutableSortedDictionary<long, Recovery>.Empty;

    /// <summary>What recoveries did, by number; the newest few thousand at most.</summary>
    public ImmutableSortedDictionary<long, RecoveryStep> RecoverySteps { get; init; } = ImmutableSortedDictionary<long, RecoveryStep>.Empty;

    /// <summary>Since when nothing is recovered without being asked; null when failures are recovered from.</summary>
    public DateTimeOffset? RecoveriesDisabledAt { get; init; }

    /// <summary>The last number given, by what is numbered; counted from 1, never given twice.</summary>
    public ImmutableDictionary<string, long> Counters { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Identity of the raft cluster, which never changes; null outside of one, and before its first command.</summary>
    public string? ClusterId { get; init; }

    /// <summary>HTTP address that the last leader told; null before the first.</summary>
    public Uri? LeaderUri { get; init; }

    /// <summary>First answers by idempotency key. Kept for a day, the newest few thousand.</summary>
    public ImmutableDictionary<string, KeptResult> KeptResults { get; init; } = ImmutableDictionary<string, KeptResult>.Empty;

    /// <summary>When what had expired was last removed, by the clock of the leader of that time; null before the first command.</summary>
    public DateTimeOffset? PurgedAt { get; init; }

    /// <summary>The maintenance that an instance is under at <paramref name="now"/>, with its number; null when it is under none.</summary>
    public KeyValuePair<long, MaintenanceWindow>? MaintenanceOf(InstanceKey key, DateTimeOffset now)
        => Maintenances.Where(row => row.Value.Key == key && row.Value.IsActive(now)).Select(row => (KeyValuePair<long, MaintenanceWindow>?)row).FirstOrDefault();
}
