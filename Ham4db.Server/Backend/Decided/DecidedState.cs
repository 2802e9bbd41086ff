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

    /// <summary>HTTP address that the last leader told; null before the first.</summary>
    public Uri? LeaderUri { get; init; }

    /// <summary>First answers by idempotency key. Kept for a day, the newest few thousand.</summary>
    public ImmutableDictionary<string, KeptResult> KeptResults { get; init; } = ImmutableDictionary<string, KeptResult>.Empty;

    /// <summary>When what had expired was last removed, by the clock of the leader of that time; null before the first command.</summary>
    public DateTimeOffset? PurgedAt { get; init; }
}
