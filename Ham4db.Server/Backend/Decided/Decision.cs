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
        if (envelope.ClusterId is { } cluster)
        {
            draft.BelongTo(cluster);
        }

        DecidedPurge.Run(draft, submittedAt);
        var result = Carry(draft, envelope.Command, submittedAt);
        if (envelope.IdempotencyKey is { } key)
        {
            DecidedPurge.MakeRoomForResult(draft);
            draft.KeepResult(key, new KeptResult(envelope.RequestDigest ?? string.Empty, submittedAt, result));
        }

        return draft.Rows.All(row => row.Fits)
            ? new DecisionOutcome(draft.State, draft.Rows, result)
            : new DecisionOutcome(state, [], new CommandResult(CommandStatus.NameTooLong, []));
    }

    private static CommandResult Carry(DecisionDraft draft, Command command, DateTimeOffset submittedAt)
    {
        switch (command)
        {
            case RegisterInstance register:
                draft.Register(register.Key);
                return Applied(register.Key);
            case ForgetInstance forget:
                draft.Forget(forget.Key, submittedAt);
                return Applied(forget.Key);
            case ForgetCluster forget:
                return Applied([.. forget.Members.Distinct().Order().Select(member => Forgotten(draft, member, submittedAt))]);
            case BeginDowntime begin:
                draft.PutDowntime(begin.Key, new Downtime(begin.Owner, begin.Reason, submittedAt, After(submittedAt, begin.Duration)));
                return Applied(begin.Key);
            case EndDowntime end:
                draft.DropDowntime(end.Key);
                return Applied(end.Key);
            case RegisterCandidate register:
                draft.PutCandidate(register.Key, new Candidate(register.Rule, submittedAt, After(submittedAt, register.Expiry)));
                return Applied(register.Key);
            case PutTag put:
                draft.PutTag(put.Key, put.Name, put.Value);
                return Applied(put.Key);
            case DeleteTag delete:
                return Applied([.. Untag(draft, delete)]);
            case SetClusterAlias { Alias.Length: 0 } remove:
                draft.DropAlias(remove.ClusterName);
                return Applied();
            case SetClusterAlias set:
                draft.PutAlias(set.ClusterName, set.Alias);
                return Applied();
            case SetLeaderUri set:
                draft.PutLeaderUri(set.Uri);
                return Applied();
            case Signal:
                return Applied();
            case RegisterHostnameUnresolve { UnresolvedHostname.Length: 0 } remove:
                draft.DropUnresolved(remove.Hostname);
                return Applied();
            case RegisterHostnameUnresolve register:
                draft.PutUnresolved(
                    register.Hostname, new UnresolvedHostname(register.UnresolvedHostname, submittedAt, After(submittedAt, register.Expiry)));
                return Applied();
            case SubmitPool submit:
                draft.PutPool(submit.Pool, new Pool([.. submit.Members], submittedAt, After(submittedAt, submit.Expiry)));
                return Applied();
            case PutKeyValue put:
                draft.PutKeyValue(put.Key, new StoredValue(put.Value, submittedAt));
                return Applied();
            case PutKeyValues put:
                foreach (var pair in put.Pairs)
                {
                    draft.PutKeyValue(pair.Key, new StoredValue(pair.Value, submittedAt));
                }

                return Applied();
            case NoteInjectedPseudoGtid note:
                draft.PutInjectedPseudoGtid(note.ClusterName, submittedAt);
                return Applied();
            case BeginMaintenance begin:
                return MaintenanceDecision.Begin(draft, begin, submittedAt);
            case EndMaintenance end:
                return MaintenanceDecision.End(draft, end, submittedAt);
            case RegisterFailureDetection register:
                return RecoveryDecision.Detect(draft, register, submittedAt);
            case WriteRecovery write:
                return RecoveryDecision.Begin(draft, write, submittedAt);
            case WriteRecoveryStep write:
                return RecoveryDecision.Step(draft, write, submittedAt);
            case ResolveRecovery resolve:
                return RecoveryDecision.Resolve(draft, resolve, submittedAt);
            case AckRecovery ack:
                return RecoveryDecision.Acknowledge(draft, ack, submittedAt);
            case DisableGlobalRecoveries when draft.State.RecoveriesDisabledAt is null:
                draft.DisableRecoveries(submittedAt);
                return Applied();
            case EnableGlobalRecoveries when draft.State.RecoveriesDisabledAt is not null:
                draft.EnableRecoveries();
                return Applied();
            case DisableGlobalRecoveries or EnableGlobalRecoveries:
                return Applied();
            default:
                // The codec knows every command that this switch knows: a command that gets here was added to one and not to the other.
                throw new UndecodableCommandException($"This version does not know what the command {command.GetType().Name} means.");
        }
    }

    /// <summary>A time so much later; the last there is when that is beyond it.</summary>
    public static DateTimeOffset After(DateTimeOffset start, TimeSpan duration)
        => duration >= DateTimeOffset.MaxValue - start ? DateTimeOffset.MaxValue : start + (duration < TimeSpan.Zero ? TimeSpan.Zero : duration);

    /// <summary>The result of a command that was carried out.</summary>
    public static CommandResult Applied(params IReadOnlyList<InstanceKey> keys) => new(CommandStatus.Applied, keys);

    private static InstanceKey Forgotten(DecisionDraft draft, InstanceKey key, DateTimeOffset at)
    {
        draft.Forget(key, at);
        return key;
    }

    private static IEnumerable<InstanceKey> Untag(DecisionDraft draft, DeleteTag delete)
    {
        var asked = delete.Key is { } one ? [one] : draft.State.Tags.Keys.Order().ToList();
        return asked.Where(key => draft.DropTag(key, delete.Name, delete.Value));
    }
}
