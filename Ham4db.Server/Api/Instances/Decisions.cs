using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Instances;

/// <summary>Picks what was decided about one instance out of the decided state.</summary>
internal static class Decisions
{
    /// <summary>The decisions that hold at <paramref name="now"/>.</summary>
    public static InstanceDecisions Of(DecidedState decided, InstanceKey key, DateTimeOffset now)
    {
        var downtime = decided.Downtimes.GetValueOrDefault(key);
        var candidate = decided.Candidates.GetValueOrDefault(key);
        var unresolved = decided.UnresolvedHostnames.GetValueOrDefault(key.Hostname);
        return new InstanceDecisions
        {
            Downtime = downtime is null ? null : new DowntimeWindow(downtime.Owner, downtime.Reason, downtime.BeganAt, downtime.EndsAt),
            RegisteredRule = candidate is not null && candidate.Holds(now) ? candidate.Rule : null,
            UnresolvedHostname = unresolved is not null && unresolved.Holds(now) ? unresolved.Name : string.Empty,
            Tags = decided.Tags.GetValueOrDefault(key, InstanceDecisions.NoTags),
        };
    }
}
