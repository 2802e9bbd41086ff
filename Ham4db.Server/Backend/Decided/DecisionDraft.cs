using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A decided state in the making: every change is made to the state and noted as a row, so that the two cannot part.</summary>
internal sealed class DecisionDraft(DecidedState state)
{
    private readonly List<RowChange> _rows = [];

    public DecidedState State { get; private set; } = state;

    public IReadOnlyList<RowChange> Rows => _rows;

    public void Register(InstanceKey key)
    {
        if (!State.Registered.Contains(key))
        {
            Change(State with { Registered = State.Registered.Add(key) }, new RowChange.PutRegistered(key));
        }

        DropForgotten(key);
    }

    public void Forget(InstanceKey key, DateTimeOffset at)
    {
        if (State.Registered.Contains(key))
        {
            Change(State with { Registered = State.Registered.Remove(key) }, new RowChange.DropRegistered(key));
        }

        Change(State with { Forgotten = State.Forgotten.SetItem(key, at) }, new RowChange.PutForgotten(key, at));
    }

    public void DropForgotten(InstanceKey key)
    {
        if (State.Forgotten.ContainsKey(key))
        {
            Change(State with { Forgotten = State.Forgotten.Remove(key) }, new RowChange.DropForgotten(key));
        }
    }

    public void PutDowntime(InstanceKey key, Downtime downtime)
        => Change(State with { Downtimes = State.Downtimes.SetItem(key, downtime) }, new RowChange.PutDowntime(key, downtime));

    public void DropDowntime(InstanceKey key)
    {
        if (State.Downtimes.ContainsKey(key))
        {
            Change(State with { Downtimes = State.Downtimes.Remove(key) }, new RowChange.DropDowntime(key));
        }
    }

    public void PutCandidate(InstanceKey key, Candidate candidate)
        => Change(State with { Candidates = State.Candidates.SetItem(key, candidate) }, new RowChange.PutCandidate(key, candidate));

    public void DropCandidate(InstanceKey key)
    {
        if (State.Candidates.ContainsKey(key))
        {
            Change(State with { Candidates = State.Candidates.Remove(key) }, new RowChange.DropCandidate(key));
        }
    }

    public void PutTag(InstanceKey key, string name, string value)
    {
        var tags = State.Tags.GetValueOrDefault(key, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
        Change(State with { Tags = State.Tags.SetItem(key, tags.SetItem(name, value)) }, new RowChange.PutTag(key, name, value));
    }

    /// <returns>Whether the instance had the tag with that value.</returns>
    public bool DropTag(InstanceKey key, string name, string? value)
    {
        if (!State.Tags.TryGetValue(key, out var tags) || !tags.TryGetValue(name, out var held) || (value is not null && value != held))
        {
            return false;
        }

        var left = tags.Remove(name);
        var all = left.IsEmpty ? State.Tags.Remove(key) : State.Tags.SetItem(key, left);
        Change(State with { Tags = all }, new RowChange.DropTag(key, name));
        return true;
    }

    public void PutAlias(string clusterName, string alias)
        => Change(State with { AliasOverrides = State.AliasOverrides.SetItem(clusterName, alias) }, new RowChange.PutAlias(clusterName, alias));

    public void DropAlias(string clusterName)
    {
        if (State.AliasOverrides.ContainsKey(clusterName))
        {
            Change(State with { AliasOverrides = State.AliasOverrides.Remove(clusterName) }, new RowChange.DropAlias(clusterName));
        }
    }

    public void PutLeaderUri(Uri uri) => Change(State with { LeaderUri = uri }, new RowChange.PutLeaderUri(uri));

    public void KeepResult(string idempotencyKey, KeptResult kept)
        => Change(
            State with { KeptResults = State.KeptResults.SetItem(idempotencyKey, kept) }, new RowChange.PutKeptResult(idempotencyKey, kept));

    public void DropResult(string idempotencyKey)
        => Change(State with { KeptResults = State.KeptResults.Remove(idempotencyKey) }, new RowChange.DropKeptResult(idempotencyKey));

    public void Purged(DateTimeOffset at) => Change(State with { PurgedAt = at }, new RowChange.PutPurgedAt(at));

    private void Change(DecidedState state, RowChange row)
    {
        State = state;
        _rows.Add(row);
    }
}
