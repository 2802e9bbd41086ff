using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>One row that applying a command inserts, replaces or deletes.</summary>
internal abstract record RowChange
{
    private RowChange()
    {
    }

    internal sealed record PutRegistered(InstanceKey Key) : RowChange;

    internal sealed record DropRegistered(InstanceKey Key) : RowChange;

    internal sealed record PutForgotten(InstanceKey Key, DateTimeOffset At) : RowChange;

    internal sealed record DropForgotten(InstanceKey Key) : RowChange;

    internal sealed record PutDowntime(InstanceKey Key, Downtime Downtime) : RowChange;

    internal sealed record DropDowntime(InstanceKey Key) : RowChange;

    internal sealed record PutCandidate(InstanceKey Key, Candidate Candidate) : RowChange;

    internal sealed record DropCandidate(InstanceKey Key) : RowChange;

    internal sealed record PutTag(InstanceKey Key, string Name, string Value) : RowChange;

    internal sealed record DropTag(InstanceKey Key, string Name) : RowChange;

    internal sealed record PutAlias(string ClusterName, string Alias) : RowChange;

    internal sealed record DropAlias(string ClusterName) : RowChange;

    internal sealed record PutLeaderUri(Uri Uri) : RowChange;

    internal sealed record PutKeptResult(string IdempotencyKey, KeptResult Kept) : RowChange;

    internal sealed record DropKeptResult(string IdempotencyKey) : RowChange;

    internal sealed record PutPurgedAt(DateTimeOffset At) : RowChange;

    /// <summary>The rows that store all of <paramref name="state"/> in empty tables.</summary>
    public static IEnumerable<RowChange> Whole(DecidedState state)
        =>
        [
            .. state.Registered.Select(key => new PutRegistered(key)),
            .. state.Forgotten.Select(row => new PutForgotten(row.Key, row.Value)),
            .. state.Downtimes.Select(row => new PutDowntime(row.Key, row.Value)),
            .. state.Candidates.Select(row => new PutCandidate(row.Key, row.Value)),
            .. state.Tags.SelectMany(row => row.Value.Select(tag => new PutTag(row.Key, tag.Key, tag.Value))),
            .. state.AliasOverrides.Select(row => new PutAlias(row.Key, row.Value)),
            .. state.KeptResults.Select(row => new PutKeptResult(row.Key, row.Value)),
            .. state.LeaderUri is { } uri ? [new PutLeaderUri(uri)] : Array.Empty<RowChange>(),
            .. state.PurgedAt is { } at ? [new PutPurgedAt(at)] : Array.Empty<RowChange>(),
        ];
}
