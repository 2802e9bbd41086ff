namespace Ham4db.Server.Backend.Decided;

/// <summary>
/// Removes what is over, so that the decided state stays small enough to send whole. All of it happens while a command is applied and by
/// that command's clock: every node removes the same at the same place in the log.
/// </summary>
internal static class DecidedPurge
{
    /// <summary>How long a first answer is kept under its idempotency key.</summary>
    public static readonly TimeSpan ResultLifetime = TimeSpan.FromHours(24);

    /// <summary>How long ended downtimes, expired rules, forgotten instances and injected pseudo-GTIDs are kept.</summary>
    public static readonly TimeSpan EndedLifetime = TimeSpan.FromHours(1);

    /// <summary>How long an ended maintenance is kept.</summary>
    public static readonly TimeSpan MaintenanceLifetime = TimeSpan.FromDays(7);

    /// <summary>How many first answers are kept; the oldest go first.</summary>
    public const int MaxResults = 5_000;

    /// <summary>How many maintenances are kept; those that ended first go first, and active ones stay.</summary>
    public const int MaxMaintenances = 1_000;

    /// <summary>
    /// How much room detections, recoveries and steps may take, each: about so many bytes in a snapshot. The oldest go first, and those that
    /// are not active before those that are.
    /// </summary>
    public const int MaxRecoveryWeight = 400 * 1024;

    private const int ResultsDroppedAtOnce = 500;
    private const int MaintenancesDroppedAtOnce = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Removes what is over, at most once a minute.</summary>
    public static void Run(DecisionDraft draft, DateTimeOffset now)
    {
        var state = draft.State;
        if (state.PurgedAt is { } last && now - last < Interval)
        {
            return;
        }

        Drop(state.Downtimes.Where(row => now - row.Value.EndsAt > EndedLifetime), row => draft.DropDowntime(row.Key));
        Drop(state.Candidates.Where(row => now - row.Value.ExpiresAt > EndedLifetime), row => draft.DropCandidate(row.Key));
        Drop(state.Forgotten.Where(row => now - row.Value > EndedLifetime), row => draft.DropForgotten(row.Key));
        Drop(state.UnresolvedHostnames.Where(row => !row.Value.Holds(now)), row => draft.DropUnresolved(row.Key));
        Drop(state.Pools.Where(row => !row.Value.Holds(now)), row => draft.DropPool(row.Key));
        Drop(state.InjectedPseudoGtids.Where(row => now - row.Value > EndedLifetime), row => draft.DropInjectedPseudoGtid(row.Key));
        Drop(state.Maintenances.Where(row => now - row.Value.EndsAt > MaintenanceLifetime), row => draft.DropMaintenance(row.Key));
        Drop(state.Detections.Values.Where(row => now >= row.KeptUntil), row => draft.DropDetection(row.Id));
        Drop(state.Recoveries.Values.Where(row => now >= row.KeptUntil), row => draft.DropRecovery(row.Id));
        Drop(state.RecoverySteps.Where(row => now >= row.Value.KeptUntil), row => draft.DropRecoveryStep(row.Key));
        Drop(state.KeptResults.Where(row => now - row.Value.KeptAt > ResultLifetime), row => draft.DropResult(row.Key));
        draft.Purged(now);
    }

    /// <summary>Makes room for one more first answer.</summary>
    public static void MakeRoomForResult(DecisionDraft draft)
    {
        if (draft.State.KeptResults.Count >= MaxResults)
        {
            var oldest = draft.State.KeptResults.OrderBy(row => row.Value.KeptAt).ThenBy(row => row.Key, StringComparer.Ordinal);
            Drop(oldest.Take(ResultsDroppedAtOnce), row => draft.DropResult(row.Key));
        }
    }

    /// <summary>Makes room for one more maintenance, where ended ones can go.</summary>
    public static void MakeRoomForMaintenance(DecisionDraft draft, DateTimeOffset now)
    {
        if (draft.State.Maintenances.Count >= MaxMaintenances)
        {
            var ended = draft.State.Maintenances.Where(row => !row.Value.IsActive(now)).OrderBy(row => row.Value.EndsAt).ThenBy(row => row.Key);
            Drop(ended.Take(MaintenancesDroppedAtOnce), row => draft.DropMaintenance(row.Key));
        }
    }

    /// <summary>Keeps detections within their room.</summary>
    public static void LimitDetections(DecisionDraft draft, DateTimeOffset now)
        => Drop(
            Excess(draft.State.Detections.Values.OrderBy(row => row.IsActive(now)), RecoveryWeight.Of), row => draft.DropDetection(row.Id));

    /// <summary>Keeps recoveries within their room.</summary>
    public static void LimitRecoveries(DecisionDraft draft, DateTimeOffset now)
        => Drop(Excess(draft.State.Recoveries.Values.OrderBy(row => row.IsActive(now)), RecoveryWeight.Of), row => draft.DropRecovery(row.Id));

    /// <summary>Keeps the steps of recoveries within their room.</summary>
    public static void LimitRecoverySteps(DecisionDraft draft)
        => Drop(Excess(draft.State.RecoverySteps, row => RecoveryWeight.Of(row.Value)), row => draft.DropRecoveryStep(row.Key));

    /// <summary>The first of <paramref name="rows"/> without which the others fit; the last is never one of them.</summary>
    private static List<TRow> Excess<TRow>(IEnumerable<TRow> rows, Func<TRow, long> weigh)
    {
        var weighed = rows.Select(row => (Row: row, Weight: weigh(row))).ToList();
        var excess = weighed.Sum(row => row.Weight) - MaxRecoveryWeight;
        return [.. weighed.SkipLast(1).TakeWhile(row =>
        {
            var isExcess = excess > 0;
            excess -= row.Weight;
            return isExcess;
        }).Select(row => row.Row)];
    }

    private static void Drop<TRow>(IEnumerable<TRow> rows, Action<TRow> drop)
    {
        foreach (var row in rows)
        {
            drop(row);
        }
    }
}
