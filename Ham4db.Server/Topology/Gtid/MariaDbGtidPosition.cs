using System.Collections.Immutable;

namespace Ham4db.Server.Topology.Gtid;

/// <summary>A MariaDB position: in each replication domain, the last transaction. Immutable.</summary>
internal sealed class MariaDbGtidPosition : IEquatable<MariaDbGtidPosition>
{
    private readonly ImmutableSortedDictionary<uint, MariaDbGtid> _byDomain;

    private MariaDbGtidPosition(ImmutableSortedDictionary<uint, MariaDbGtid> byDomain) => _byDomain = byDomain;

    /// <summary>Before any transaction.</summary>
    public static MariaDbGtidPosition Empty { get; } = new(ImmutableSortedDictionary<uint, MariaDbGtid>.Empty);

    /// <summary>The last transaction of each domain, by domain.</summary>
    public IEnumerable<MariaDbGtid> Transactions => _byDomain.Values;

    /// <summary>Reads <c>domain-server-sequence,...</c>; white space does not matter. Of several in one domain the highest sequence counts.</summary>
    /// <exception cref="FormatException">The text is no such list; the message quotes the part that cannot be read.</exception>
    public static MariaDbGtidPosition Parse(string text)
        => new(text
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(MariaDbGtid.Parse)
            .GroupBy(gtid => gtid.Domain)
            .ToImmutableSortedDictionary(group => group.Key, group => group.MaxBy(gtid => gtid.Sequence)));

    /// <summary>Whether, in every domain of <paramref name="other"/>, this position is as far or further.</summary>
    public bool HasReached(MariaDbGtidPosition other)
        => other._byDomain.Values.All(gtid => _byDomain.TryGetValue(gtid.Domain, out var own) && own.Sequence >= gtid.Sequence);

    /// <summary>By domain, separated by commas, no white space.</summary>
    public override string ToString() => string.Join(',', _byDomain.Values);

    /// <inheritdoc/>
    public bool Equals(MariaDbGtidPosition? other) => other is not null && _byDomain.SequenceEqual(other._byDomain);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MariaDbGtidPosition);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
