using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Backend.Decided;

/// <summary>The first form of the portable document, which is only read: see <see cref="DecidedDocument"/>.</summary>
internal sealed record FirstDecidedDocument(
    IReadOnlyList<InstanceKey> Registered,
    IReadOnlyList<FirstDecidedDocument.ForgottenRow> Forgotten,
    IReadOnlyList<FirstDecidedDocument.DowntimeRow> Downtimes,
    IReadOnlyList<FirstDecidedDocument.CandidateRow> Candidates,
    IReadOnlyList<FirstDecidedDocument.TagRow> Tags,
    IReadOnlyList<FirstDecidedDocument.AliasRow> Aliases,
    IReadOnlyList<FirstDecidedDocument.KeptRow> Results,
    Uri? LeaderUri,
    DateTimeOffset? PurgedAt)
{
    internal sealed record ForgottenRow(InstanceKey Key, DateTimeOffset At);

    internal sealed record DowntimeRow(InstanceKey Key, string Owner, string Reason, DateTimeOffset BeganAt, DateTimeOffset EndsAt);

    internal sealed record CandidateRow(InstanceKey Key, string Rule, DateTimeOffset RegisteredAt, DateTimeOffset ExpiresAt);

    internal sealed record TagRow(InstanceKey Key, string Name, string Value);

    internal sealed record AliasRow(string ClusterName, string Alias);

    internal sealed record KeptRow(
        string IdempotencyKey, string RequestDigest, DateTimeOffset KeptAt, CommandStatus Status, IReadOnlyList<InstanceKey> Keys);

    /// <exception cref="InvalidDataException">It holds a promotion rule that is none.</exception>
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

    private static PromotionRule RuleOf(string text)
        => PromotionRuleText.TryParse(text, out var rule) ? rule : throw new InvalidDataException($"There is no promotion rule '{text}'.");
}
