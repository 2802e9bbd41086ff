using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>What the commands about maintenance mean.</summary>
internal static class MaintenanceDecision
{
    private const string Counter = "maintenance";

    public static CommandResult Begin(DecisionDraft draft, BeginMaintenance begin, DateTimeOffset submittedAt)
    {
        if (draft.State.MaintenanceOf(begin.Key, submittedAt) is { } active)
        {
            return new CommandResult(CommandStatus.Conflict, [begin.Key]) { Id = active.Key };
        }

        DecidedPurge.MakeRoomForMaintenance(draft, submittedAt);
        var id = draft.Next(Counter);
        draft.PutMaintenance(
            id, new MaintenanceWindow(begin.Key, begin.Owner, begin.Reason, submittedAt, Decision.After(submittedAt, begin.Duration)));
        return Decision.Applied(begin.Key) with { Id = id };
    }

    /// <returns>The instance and the number of what was ended; neither when there was nothing to end.</returns>
    public static CommandResult End(DecisionDraft draft, EndMaintenance end, DateTimeOffset submittedAt)
    {
        if (Find(draft.State, end, submittedAt) is not { } active)
        {
            return Decision.Applied();
        }

        draft.PutMaintenance(active.Key, active.Value with { EndsAt = submittedAt });
        return Decision.Applied(active.Value.Key) with { Id = active.Key };
    }

    private static KeyValuePair<long, MaintenanceWindow>? Find(DecidedState state, EndMaintenance end, DateTimeOffset now)
    {
        if (end.Id is { } id)
        {
            return state.Maintenances.TryGetValue(id, out var window) && window.IsActive(now) ? KeyValuePair.Create(id, window) : null;
        }

        return end.Key is { } key ? state.MaintenanceOf(key, now) : null;
    }
}
