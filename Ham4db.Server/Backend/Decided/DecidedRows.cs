using System.Collections.Immutable;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>The decided state as rows of <see cref="DecidedSchema"/>, and back.</summary>
internal static class DecidedRows
{
    private const string ClusterIdName = "cluster_id";
    private const string LeaderUriName = "leader_uri";
    private const string RecoveriesDisabledAtName = "recoveries_disabled_at";

    /// <summary>Name of the row in <see cref="DecidedSchema.Metadata"/> that tells when what had expired was last removed.</summary>
    public const string PurgedAtName = "purged_at";

    /// <summary>The rows that store all of <paramref name="state"/> in empty tables.</summary>
    public static IEnumerable<RowChange> Whole(DecidedState state)
        =>
        [
            .. state.Registered.Select(Registered),
            .. state.Forgotten.Select(row => Forgotten(row.Key, row.Value)),
            .. state.Downtimes.Select(row => Downtime(row.Key, row.Value)),
            .. state.Candidates.Select(row => Candidate(row.Key, row.Value)),
            .. state.Tags.SelectMany(row => row.Value.Select(tag => Tag(row.Key, tag.Key, tag.Value))),
            .. state.AliasOverrides.Select(row => Alias(row.Key, row.Value)),
            .. state.UnresolvedHostnames.Select(row => Unresolved(row.Key, row.Value)),
            .. state.Pools.SelectMany(row => row.Value.Members.Select(member => PoolMember(row.Key, member, row.Value))),
            .. state.KeyValues.Select(row => KeyValue(row.Key, row.Value)),
            .. state.InjectedPseudoGtids.Select(row => InjectedPseudoGtid(row.Key, row.Value)),
            .. state.Maintenances.Select(row => Maintenance(row.Key, row.Value)),
            .. state.Detections.Values.Select(RecoveryRows.Detection),
            .. state.Recoveries.Values.Select(RecoveryRows.Recovery),
            .. state.RecoverySteps.Select(row => RecoveryRows.Step(row.Key, row.Value)),
            .. state.Counters.Select(row => Counter(row.Key, row.Value)),
            .. state.KeptResults.Select(row => Kept(row.Key, row.Value)),
            .. state.ClusterId is { } id ? [ClusterId(id)] : Array.Empty<RowChange>(),
            .. state.LeaderUri is { } uri ? [LeaderUri(uri)] : Array.Empty<RowChange>(),
            .. state.PurgedAt is { } at ? [PurgedAt(at)] : Array.Empty<RowChange>(),
            .. state.RecoveriesDisabledAt is { } since ? [RecoveriesDisabledAt(since)] : Array.Empty<RowChange>(),
        ];

    /// <summary>Reads what is stored.</summary>
    /// <param name="readTable">Every row of a table, in any order; the cells (string, long or null) in the order of <see cref="DecidedTable.Columns"/>.</param>
    /// <exception cref="InvalidDataException">A stored value cannot be read.</exception>
    public static DecidedState Read(Func<DecidedTable, IReadOnlyList<object?[]>> readTable)
    {
        var metadata = Rows(DecidedSchema.Metadata).ToDictionary(row => row.Text(0), StringComparer.Ordinal);
        return new DecidedState
        {
            Registered = [.. Rows(DecidedSchema.Registered).Select(row => row.Instance)],
            Forgotten = Rows(DecidedSchema.Forgotten).ToImmutableDictionary(row => row.Instance, row => row.Time(2)),
            Downtimes = Rows(DecidedSchema.Downtime).ToImmutableDictionary(
                row => row.Instance, row => new Downtime(row.Text(2), row.Text(3), row.Time(4), row.Time(5))),
            Candidates = Rows(DecidedSchema.Candidate).ToImmutableDictionary(
                row => row.Instance, row => new Candidate(Rule(row, 2), row.Time(3), row.Time(4))),
            Tags = Rows(DecidedSchema.Tag).GroupBy(row => row.Instance).ToImmutableDictionary(
                group => group.Key, group => group.ToImmutableSortedDictionary(row => row.Text(2), row => row.Text(3), StringComparer.Ordinal)),
            AliasOverrides = Rows(DecidedSchema.Alias).ToImmutableDictionary(row => row.Text(0), row => row.Text(1)),
            UnresolvedHostnames = Rows(DecidedSchema.UnresolvedHostname).ToImmutableDictionary(
                row => row.Text(0), row => new UnresolvedHostname(row.Text(1), row.Time(2), row.Time(3))),
            Pools = Rows(DecidedSchema.PoolMember).GroupBy(row => row.Text(0), StringComparer.Ordinal).ToImmutableDictionary(group => group.Key, PoolIn),
            KeyValues = Rows(DecidedSchema.KeyValue).ToImmutableDictionary(row => row.Text(0), row => new StoredValue(row.Text(1), row.Time(2))),
            InjectedPseudoGtids = Rows(DecidedSchema.InjectedPseudoGtid).ToImmutableDictionary(row => row.Text(0), row => row.Time(1)),
            Maintenances = Rows(DecidedSchema.Maintenance).ToImmutableSortedDictionary(
                row => row.Number(0), row => new MaintenanceWindow(row.InstanceAt(1), row.Text(3), row.Text(4), row.Time(5), row.Time(6))),
            Detections = Rows(DecidedSchema.Detection).Select(RecoveryRows.DetectionIn).ToImmutableSortedDictionary(row => row.Id, row => row),
            Recoveries = Rows(DecidedSchema.Recovery).Select(RecoveryRows.RecoveryIn).ToImmutableSortedDictionary(row => row.Id, row => row),
            RecoverySteps = Rows(DecidedSchema.RecoveryStep).ToImmutableSortedDictionary(row => row.Number(0), RecoveryRows.StepIn),
            Counters = Rows(DecidedSchema.Counter).ToImmutableDictionary(row => row.Text(0), row => row.Number(1)),
            KeptResults = Rows(DecidedSchema.KeptResult).ToImmutableDictionary(row => row.Text(0), KeptIn),
            ClusterId = metadata.TryGetValue(ClusterIdName, out var id) ? id.Text(1) : null,
            LeaderUri = metadata.TryGetValue(LeaderUriName, out var uri) ? UriIn(uri, 1) : null,
            PurgedAt = metadata.TryGetValue(PurgedAtName, out var at) ? at.Time(1) : null,
            RecoveriesDisabledAt = metadata.TryGetValue(RecoveriesDisabledAtName, out var since) ? since.Time(1) : null,
        };

        IEnumerable<StoredRow> Rows(DecidedTable table) => readTable(table).Select(cells => new StoredRow(table, cells));
    }

    public static RowChange Registered(InstanceKey key) => RowChange.Put(DecidedSchema.Registered, key);

    public static RowChange Forgotten(InstanceKey key, DateTimeOffset at) => RowChange.Put(DecidedSchema.Forgotten, key, StoredTime.ToText(at));

    public static RowChange Downtime(InstanceKey key, Downtime downtime) => RowChange.Put(
        DecidedSchema.Downtime, key, downtime.Owner, downtime.Reason, StoredTime.ToText(downtime.BeganAt), StoredTime.ToText(downtime.EndsAt));

    public static RowChange Candidate(InstanceKey key, Candidate candidate) => RowChange.Put(
        DecidedSchema.Candidate, key, candidate.Rule.ToWire(), StoredTime.ToText(candidate.RegisteredAt), StoredTime.ToText(candidate.ExpiresAt));

    public static RowChange Tag(InstanceKey key, string name, string value)
        => new(DecidedSchema.Tag, [key.Hostname, (long)key.Port, name], [value]);

    public static RowChange NoTag(InstanceKey key, string name) => new(DecidedSchema.Tag, [key.Hostname, (long)key.Port, name], null);

    public static RowChange Alias(string clusterName, string alias) => RowChange.Put(DecidedSchema.Alias, clusterName, alias);

    public static RowChange Unresolved(string hostname, UnresolvedHostname unresolved) => RowChange.Put(
        DecidedSchema.UnresolvedHostname,
        hostname,
        unresolved.Name,
        StoredTime.ToText(unresolved.RegisteredAt),
        StoredTime.ToText(unresolved.ExpiresAt));

    public static RowChange PoolMember(string name, InstanceKey member, Pool pool) => new(
        DecidedSchema.PoolMember,
        [name, member.Hostname, (long)member.Port],
        [StoredTime.ToText(pool.RegisteredAt), StoredTime.ToText(pool.ExpiresAt)]);

    public static RowChange NoPoolMember(string name, InstanceKey member)
        => new(DecidedSchema.PoolMember, [name, member.Hostname, (long)member.Port], null);

    public static RowChange KeyValue(string key, StoredValue stored)
        => RowChange.Put(DecidedSchema.KeyValue, key, stored.Value, StoredTime.ToText(stored.UpdatedAt));

    public static RowChange InjectedPseudoGtid(string clusterName, DateTimeOffset at)
        => RowChange.Put(DecidedSchema.InjectedPseudoGtid, clusterName, StoredTime.ToText(at));

    public static RowChange Maintenance(long id, MaintenanceWindow window) => RowChange.Put(
        DecidedSchema.Maintenance,
        id,
        window.Key.Hostname,
        (long)window.Key.Port,
        window.Owner,
        window.Reason,
        StoredTime.ToText(window.BeganAt),
        StoredTime.ToText(window.EndsAt));

    public static RowChange Counter(string name, long last) => RowChange.Put(DecidedSchema.Counter, name, last);

    public static RowChange Kept(string idempotencyKey, KeptResult kept) => RowChange.Put(
        DecidedSchema.KeptResult,
        idempotencyKey,
        kept.RequestDigest,
        StoredTime.ToText(kept.KeptAt),
        (long)kept.Result.Status,
        JsonSerializer.Serialize(kept.Result.Keys, BackendJson.Default.IReadOnlyListInstanceKey),
        kept.Result.Id);

    public static RowChange ClusterId(string id) => RowChange.Put(DecidedSchema.Metadata, ClusterIdName, id);

    public static RowChange LeaderUri(Uri uri) => RowChange.Put(DecidedSchema.Metadata, LeaderUriName, uri.OriginalString);

    public static RowChange PurgedAt(DateTimeOffset at) => RowChange.Put(DecidedSchema.Metadata, PurgedAtName, StoredTime.ToText(at));

    public static RowChange RecoveriesDisabledAt(DateTimeOffset at)
        => RowChange.Put(DecidedSchema.Metadata, RecoveriesDisabledAtName, StoredTime.ToText(at));

    public static RowChange RecoveriesEnabled() => RowChange.Drop(DecidedSchema.Metadata, RecoveriesDisabledAtName);

    private static Pool PoolIn(IGrouping<string, StoredRow> rows)
        => new([.. rows.Select(row => row.InstanceAt(1))], rows.First().Time(3), rows.First().Time(4));

    private static KeptResult KeptIn(StoredRow row)
        => new(row.Text(1), row.Time(2), new CommandResult((CommandStatus)row.Number(3), row.Json(4, BackendJson.Default.IReadOnlyListInstanceKey)) { Id = row.Number(5) });

    private static PromotionRule Rule(StoredRow row, int column)
        => PromotionRuleText.TryParse(row.Text(column), out var rule) ? rule : throw row.Unreadable(column);

    private static Uri UriIn(StoredRow row, int column)
        => Uri.TryCreate(row.Text(column), UriKind.Absolute, out var uri) ? uri : throw row.Unreadable(column);
}
