using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>
/// What each command means: a pure function, and the only place where it is written. All time comes from
/// <see cref="CommandEnvelope.SubmittedAt"/>, so that every node and every replay gets the same. It never throws on what a command holds: an
/// exception here would stop all nodes at the same entry.
/// </summary>
internal static class Decision
{
    /// <summary>How long a first answer is kept under its idempotency key.</summary>
    public static readonly TimeSpan ResultLifetime = TimeSpan.FromHours(24);

    /// <summary>How long ended downtimes, expired rules and forgotten instances are kept.</summary>
    public static readonly TimeSpan EndedLifetime = TimeSpan.FromHours(1);

    /// <summary>How many first answers are kept; the oldest go first.</summary>
    public const int MaxResults = 5_000;

    private const int ResultsDroppedAtOnce = 500;
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(1);

    /// <summary>Applies <paramref name="envelope"/> to <paramref name="state"/>.</summary>
    public static DecisionOutcome Apply(DecidedState state, CommandEnvelope envelope)
    {
        var submittedAt = envelope.SubmittedAt.ToUniversalTime();
        if (envelope.IdempotencyKey is { } known && state.KeptResults.TryGetValue(known, out var kept))
        {
            var answer = kept.RequestDigest == envelope.RequestDigest
                ? kept.Result with { IsReplay = true }
                : new CommandResult(CommandStatus.KeyReused, []);
            return new DecisionOutcome(state, [], answer);
        }

        var draft = new DecisionDraft(state);
        Purge(draft, submittedAt);
        var result = new CommandResult(CommandStatus.Applied, Carry(draft, envelope.Command, submittedAt));
        if (envelope.IdempotencyKey is { } key)
        {
            MakeRoom(draft);
            draft.KeepResult(key, new KeptResult(envelope.RequestDigest ?? string.Empty, submittedAt, result));
        }

        return new DecisionOutcome(draft.State, draft.Rows, result);
    }

    private static List<InstanceKey> Carry(DecisionDraft draft, Command command, DateTimeOffset submittedAt)
    {
        switch (command)
        {
            case RegisterInstance register:
                draft.Register(register.Key);
                return [register.Key];
            case ForgetInstance forget:
                draft.Forget(forget.Key, submittedAt);
                return [forget.Key];
            case ForgetCluster forget:
                return [.. forget.Members.Distinct().Order().Select(member => Forgotten(draft, member, submittedAt))];
            case BeginDowntime begin:
                draft.PutDowntime(begin.Key, new Downtime(begin.Owner, begin.Reason, submittedAt, After(submittedAt, begin.Duration)));
                return [begin.Key];
            case EndDowntime end:
                draft.DropDowntime(end.Key);
                return [end.Key];
            case RegisterCandidate register:
                draft.PutCandidate(register.Key, new Candidate(register.Rule, submittedAt, After(submittedAt, register.Expiry)));
                return [register.Key];
            case PutTag put:
                draft.PutTag(put.Key, put.Name, put.Value);
                return [put.Key];
            case DeleteTag delete:
                return Untag(draft, delete);
            case SetClusterAlias { Alias.Length: 0 } remove:
                draft.DropAlias(remove.ClusterName);
                return [];
            case SetClusterAlias set:
                draft.PutAlias(set.ClusterName, set.Alias);
                return [];
            case SetLeaderUri set:
                draft.PutLeaderUri(set.Uri);
                return [];
            default:
                // The codec knows every command that this switch knows: a command that gets here was added to one and not to the other.
                throw new UndecodableCommandException($"This version does not know what the command {command.GetType().Name} means.");
        }
    }

    private static InstanceKey Forgotten(DecisionDraft draft, InstanceKey key, DateTimeOffset at)
    {
        draft.Forget(key, at);
        return key;
    }

    private static List<InstanceKey> Untag(DecisionDraft draft, DeleteTag delete)
    {
        var asked = delete.Key is { } one ? [one] : draft.State.Tags.Keys.Order().ToList();
        return [.. asked.Where(key => draft.DropTag(key, delete.Name, delete.Value))];
    }

    private static DateTimeOffset After(DateTimeOffset start, TimeSpan duration)
        => duration >= DateTimeOffset.MaxValue - start ? DateTimeOffset.MaxValue : start + (duration < TimeSpan.Zero ? TimeSpan.Zero : duration);

    private static void Purge(DecisionDraft draft, DateTimeOffset now)
    {
        var state = draft.State;
        if (state.PurgedAt is { } last && now - last < PurgeInterval)
        {
            return;
        }

        Drop(state.Downtimes.Where(row => now - row.Value.EndsAt > EndedLifetime), row => draft.DropDowntime(row.Key));
        Drop(state.Candidates.Where(row => now - row.Value.ExpiresAt > EndedLifetime), row => draft.DropCandidate(row.Key));
        Drop(state.Forgotten.Where(row => now - row.Value > EndedLifetime), row => draft.DropForgotten(row.Key));
        Drop(state.KeptResults.Where(row => now - row.Value.KeptAt > ResultLifetime), row => draft.DropResult(row.Key));
        draft.Purged(now);
    }

    private static void Drop<TRow>(IEnumerable<TRow> rows, Action<TRow> drop)
    {
        foreach (var row in rows)
        {
            drop(row);
        }
    }

    private static void MakeRoom(DecisionDraft draft)
    {
        if (draft.State.KeptResults.Count < MaxResults)
        {
            return;
        }

        var oldest = draft.State.KeptResults.OrderBy(row => row.Value.KeptAt).ThenBy(row => row.Key, StringComparer.Ordinal);
        Drop(oldest.Take(ResultsDroppedAtOnce), row => draft.DropResult(row.Key));
    }
}
