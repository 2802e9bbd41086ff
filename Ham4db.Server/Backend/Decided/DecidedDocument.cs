using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>The decided state as a portable document: everything sorted, so that equal states make equal documents.</summary>
internal sealed record DecidedDocument(
    int Version,
    IReadOnlyList<InstanceKey> Registered,
    IReadOnlyList<DecidedDocument.ForgottenRow> Forgotten,
    IReadOnlyList<DecidedDocument.DowntimeRow> Downtimes,
    IReadOnlyList<DecidedDocument.CandidateRow> Candidates,
    IReadOnlyList<DecidedDocument.TagRow> Tags,
    IReadOnlyList<DecidedDocument.AliasRow> Aliases,
    IReadOnlyList<DecidedDocument.KeptRow> Results,
    Uri? LeaderUri,
    DateTimeOffset? PurgedAt)
{
    /// <summary>The version that this code writes; it reads no other.</summary>
    public const int CurrentVersion = 1;

    internal sealed record ForgottenRow(InstanceKey Key, DateTimeOffset At);

    internal sealed record DowntimeRow(InstanceKey Key, string Owner, string Reason, DateTimeOffset BeganAt, DateTimeOffset EndsAt);

    internal sealed record CandidateRow(InstanceKey Key, string Rule, DateTimeOffset RegisteredAt, DateTimeOffset ExpiresAt);

    internal sealed record TagRow(InstanceKey Key, string Name, string Value);

    internal sealed record AliasRow(string ClusterName, string Alias);

    internal sealed record KeptRow(
        string IdempotencyKey, string RequestDigest, DateTimeOffset KeptAt, CommandStatus Status, IReadOnlyList<InstanceKey> Keys);

    public static DecidedDocument From(DecidedState state) => new(
        CurrentVersion,
        [.. state.Registered],
        [.. Sorted(state.Forgotten).Select(row => new ForgottenRow(row.Key, row.Value))],
        [.. Sorted(state.Downtimes).Select(row => new DowntimeRow(row.Key, row.Value.Owner, row.Value.Reason, row.Value.BeganAt, row.Value.EndsAt))],
        [.. Sorted(state.Candidates).Select(row => new CandidateRow(row.Key, row.Value.Rule.ToWire(), row.Value.RegisteredAt, row.Value.ExpiresAt))],
        [.. Sorted(state.Tags).SelectMany(row => row.Value.Select(tag => new TagRow(row.Key, tag.Key, tag.Value)))],
        [.. state.AliasOverrides.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => new AliasRow(row.Key, row.Value))],
        [.. state.KeptResults.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => ToRow(row.Key, row.Value))],
        state.LeaderUri,
        state.PurgedAt);

    public DecidedState ToState() => new()
    {
        Registered = [.. Registered],
        Forgotten = Forgotten.ToImmutableDictionary(row => row.Key, row => row.At),
        Downtimes = Downtimes.ToImmutableDictionary(row => row.Key, row => new Downtime(row.Owner, row.Reason, row.BeganAt, row.EndsAt)),
        Candidates = Candidates.ToImmutableDictionary(row => row.Key, row => new Candidate(RuleOf(row.Rule), row.RegisteredAt, row.ExpiresAt)),
        Tags = Tags.GroupBy(row => row.Key).ToImmutableDictionary(
            group => group.Key, group => group.ToImmutableSortedDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal)),
        AliasOverrides = Aliases.ToImmutableDictionary(row => row.ClusterName, row => row.Alias),
        KeptResults = Results.ToImmutableDictionary(
            row => row.IdempotencyKey, row => new KeptResult(row.RequestDigest, row.KeptAt, new CommandResult(row.Status, row.Keys))),
        LeaderUri = LeaderUri,
        PurgedAt = PurgedAt,
    };

    /// <summary>Reads a stored promotion rule.</summary>
    /// <exception cref="InvalidDataException">There is no such rule.</exception>
    public static PromotionRule RuleOf(string text)
        => PromotionRuleText.TryParse(text, out var rule) ? rule : throw new InvalidDataException($"There is no promotion rule '{text}'.");

    private static KeptRow ToRow(string key, KeptResult kept)
        => new(key, kept.RequestDigest, kept.KeptAt, kept.Result.Status, kept.Result.Keys);

    private static IEnumerable<KeyValuePair<InstanceKey, T>> Sorted<T>(ImmutableDictionary<InstanceKey, T> rows) => rows.OrderBy(row => row.Key);
}
