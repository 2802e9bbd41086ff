using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>What operators decided about one instance; everything is optional.</summary>
internal sealed record InstanceDecisions
{
    /// <summary>An empty set of tags, ordered as tags are: ordinal, by name.</summary>
    public static ImmutableSortedDictionary<string, string> NoTags { get; }
        = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Nothing decided.</summary>
    public static InstanceDecisions None { get; } = new();

    /// <summary>The downtime; null when none is known. An ended one has no effect.</summary>
    public DowntimeWindow? Downtime { get; init; }

    /// <summary>The registered promotion rule; null when none is registered or it has expired.</summary>
    public PromotionRule? RegisteredRule { get; init; }

    /// <summary>Tags: name to value, by name.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>The registered name under which replicas reach its host; empty when none is registered or it has expired.</summary>
    public string UnresolvedHostname { get; init; } = string.Empty;

    /// <summary>Whether a downtime is active at <paramref name="now"/>.</summary>
    public bool IsDowntimed(DateTimeOffset now) => Downtime is { } downtime && downtime.IsActive(now);

    /// <summary>Whether it is downtimed because a recovery could not save it.</summary>
    public bool IsLostInRecovery(DateTimeOffset now) => IsDowntimed(now) && Downtime!.Reason == DowntimeWindow.LostInRecovery;

    /// <summary>The rule in force: what the instance's own query says wins over what was registered.</summary>
    public PromotionRule RuleFor(Instance instance) => instance.DetectedPromotionRule ?? RegisteredRule ?? PromotionRule.Neutral;
}
