using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A decided state in the making: every change is made to the state and noted as a row, so that the two cannot part.</summary>
/// <remarks>
/// What an operator takes away is noted as a row also when it is not there: a shared database may not have it yet, and what arrives later must
/// not bring back what was taken away.
/// </remarks>
internal sealed class DecisionDraft(DecidedState state)
{
    private readonly List<RowChange> _rows = [];

    public DecidedState State { get; private set; } = state;

    public IReadOnlyList<RowChange> Rows => _rows;

    public void Register(InstanceKey key)
    {
        if (!State.Registered.Contains(key))
        {
            Change(State with { Registered = State.Registered.Add(key) }, DecidedRows.Registered(key));
        }

        DropForgotten(key);
    }

    public void Forget(InstanceKey key, DateTimeOffset at)
    {
        Change(State with { Registered = State.Registered.Remove(key) }, RowChange.Drop(DecidedSchema.Registered, key));
        Change(State with { Forgotten = State.Forgotten.SetItem(key, at) }, DecidedRows.Forgotten(key, at));
    }

    public void DropForgotten(InstanceKey key)
    {
        if (State.Forgotten.ContainsKey(key))
        {
            Change(State with { Forgotten = State.Forgotten.Remove(key) }, RowChange.Drop(DecidedSchema.Forgotten, key));
        }
    }

    public void PutDowntime(InstanceKey key, Downtime downtime)
        => Change(State with { Downtimes = State.Downtimes.SetItem(key, downtime) }, DecidedRows.Downtime(key, downtime));

    public void DropDowntime(InstanceKey key)
        => Change(State with { Downtimes = State.Downtimes.Remove(key) }, RowChange.Drop(DecidedSchema.Downtime, key));

    public void PutCandidate(InstanceKey key, Candidate candidate)
        => Change(State with { Candidates = State.Candidates.SetItem(key, candidate) }, DecidedRows.Candidate(key, candidate));

    public void DropCandidate(InstanceKey key)
        => Change(State with { Candidates = State.Candidates.Remove(key) }, RowChange.Drop(DecidedSchema.Candidate, key));

    public void PutTag(InstanceKey key, string name, string value)
    {
        var tags = State.Tags.GetValueOrDefault(key, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
        Change(State with { Tags = State.Tags.SetItem(key, tags.SetItem(name, value)) }, DecidedRows.Tag(key, name, value));
    }

    /// <returns>Whether the instance had the tag with that value.</returns>
    public bool DropTag(InstanceKey key, string name, string? value)
    {
        if (!State.Tags.TryGetValue(key, out var tags) || !tags.TryGetValue(name, out var held) || (value is not null && value != held))
        {
            if (value is null)
            {
                Change(State, DecidedRows.NoTag(key, name));
            }

            return false;
        }

        var left = tags.Remove(name);
        var all = left.IsEmpty ? State.Tags.Remove(key) : State.Tags.SetItem(key, left);
        Change(State with { Tags = all }, DecidedRows.NoTag(key, name));
        return true;
    }

    public void PutAlias(string clusterName, string alias)
        => Change(State with { AliasOverrides = State.AliasOverrides.SetItem(clusterName, alias) }, DecidedRows.Alias(clusterName, alias));

    public void DropAlias(string clusterName)
        => Change(State with { AliasOverrides = State.AliasOverrides.Remove(clusterName) }, RowChange.Drop(DecidedSchema.Alias, clusterName));

    public void PutUnresolved(string hostname, UnresolvedHostname unresolved)
        => Change(
            State with { UnresolvedHostnames = State.UnresolvedHostnames.SetItem(hostname, unresolved) },
            DecidedRows.Unresolved(hostname, unresolved));

    public void DropUnresolved(string hostname)
        => Change(
            State with { UnresolvedHostnames = State.UnresolvedHostnames.Remove(hostname) },
            RowChange.Drop(DecidedSchema.UnresolvedHostname, hostname));

    public void PutPool(string name, Pool pool)
    {
        DropPool(name);
        if (!pool.Members.IsEmpty)
        {
            Change(State with { Pools = State.Pools.SetItem(name, pool) }, pool.Members.Select(member => DecidedRows.PoolMember(name, member, pool)));
        }
    }

    public void DropPool(string name)
    {
        if (State.Pools.TryGetValue(name, out var pool))
        {
            Change(State with { Pools = State.Pools.Remove(name) }, pool.Members.Select(member => DecidedRows.NoPoolMember(name, member)));
        }
    }

    public void PutKeyValue(string key, StoredValue stored)
        => Change(State with { KeyValues = State.KeyValues.SetItem(key, stored) }, DecidedRows.KeyValue(key, stored));

    public void PutInjectedPseudoGtid(string clusterName, DateTimeOffset at)
        => Change(
            State with { InjectedPseudoGtids = State.InjectedPseudoGtids.SetItem(clusterName, at) },
            DecidedRows.InjectedPseudoGtid(clusterName, at));

    public void DropInjectedPseudoGtid(string clusterName)
        => Change(
            State with { InjectedPseudoGtids = State.InjectedPseudoGtids.Remove(clusterName) },
            RowChange.Drop(DecidedSchema.InjectedPseudoGtid, clusterName));

    public void PutMaintenance(long id, MaintenanceWindow window)
        => Change(State with { Maintenances = State.Maintenances.SetItem(id, window) }, DecidedRows.Maintenance(id, window));

    public void DropMaintenance(long id)
        => Change(State with { Maintenances = State.Maintenances.Remove(id) }, RowChange.Drop(DecidedSchema.Maintenance, id));

    public void PutDetection(FailureDetection detection)
        => Change(State with { Detections = State.Detections.SetItem(detection.Id, detection) }, RecoveryRows.Detection(detection));

    public void DropDetection(long id)
        => Change(State with { Detections = State.Detections.Remove(id) }, RowChange.Drop(DecidedSchema.Detection, id));

    public void PutRecovery(Recovery recovery)
        => Change(State with { Recoveries = State.Recoveries.SetItem(recovery.Id, recovery) }, RecoveryRows.Recovery(recovery));

    public void DropRecovery(long id)
        => Change(State with { Recoveries = State.Recoveries.Remove(id) }, RowChange.Drop(DecidedSchema.Recovery, id));

    public void PutRecoveryStep(long id, RecoveryStep step)
        => Change(State with { RecoverySteps = State.RecoverySteps.SetItem(id, step) }, RecoveryRows.Step(id, step));

    public void DropRecoveryStep(long id)
        => Change(State with { RecoverySteps = State.RecoverySteps.Remove(id) }, RowChange.Drop(DecidedSchema.RecoveryStep, id));

    public void DisableRecoveries(DateTimeOffset at)
        => Change(State with { RecoveriesDisabledAt = at }, DecidedRows.RecoveriesDisabledAt(at));

    public void EnableRecoveries() => Change(State with { RecoveriesDisabledAt = null }, DecidedRows.RecoveriesEnabled());

    /// <summary>The next number of <paramref name="counter"/>, the same on every node.</summary>
    public long Next(string counter)
    {
        var next = State.Counters.GetValueOrDefault(counter) + 1;
        Change(State with { Counters = State.Counters.SetItem(counter, next) }, DecidedRows.Counter(counter, next));
        return next;
    }

    /// <summary>Keeps the identity of the cluster, once and for all.</summary>
    public void BelongTo(string clusterId)
    {
        if (State.ClusterId is null)
        {
            Change(State with { ClusterId = clusterId }, DecidedRows.ClusterId(clusterId));
        }
    }

    public void PutLeaderUri(Uri uri) => Change(State with { LeaderUri = uri }, DecidedRows.LeaderUri(uri));

    public void KeepResult(string idempotencyKey, KeptResult kept)
        => Change(
            State with { KeptResults = State.KeptResults.SetItem(idempotencyKey, kept) }, DecidedRows.Kept(idempotencyKey, kept));

    public void DropResult(string idempotencyKey)
        => Change(State with { KeptResults = State.KeptResults.Remove(idempotencyKey) }, RowChange.Drop(DecidedSchema.KeptResult, idempotencyKey));

    public void Purged(DateTimeOffset at) => Change(State with { PurgedAt = at }, DecidedRows.PurgedAt(at));

    private void Change(DecidedState state, RowChange row)
    {
        State = state;
        if (!row.IsNeedless)
        {
            _rows.Add(row);
        }
    }

    private void Change(DecidedState state, IEnumerable<RowChange> rows)
    {
        State = state;
        _rows.AddRange(rows);
    }
}
