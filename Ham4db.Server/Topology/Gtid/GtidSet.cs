using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Ham4db.Server.Topology.Gtid;

/// <summary>A set of MySQL transactions as gtid_executed holds it; immutable, always normal. MySQL 8.3's tags are understood.</summary>
internal sealed class GtidSet : IEquatable<GtidSet>
{
    private readonly ImmutableSortedDictionary<GtidSource, ImmutableArray<GtidInterval>> _intervals;

    private GtidSet(ImmutableSortedDictionary<GtidSource, ImmutableArray<GtidInterval>> intervals) => _intervals = intervals;

    /// <summary>The set without transactions.</summary>
    public static GtidSet Empty { get; } = new(ImmutableSortedDictionary<GtidSource, ImmutableArray<GtidInterval>>.Empty);

    /// <summary>Whether it holds no transaction.</summary>
    public bool IsEmpty => _intervals.IsEmpty;

    /// <summary>How many transactions it holds.</summary>
    public Int128 Count => _intervals.Values.SelectMany(list => list).Aggregate(Int128.Zero, (sum, interval) => sum + interval.Count);

    /// <summary>Where its transactions come from, in order.</summary>
    public IEnumerable<GtidSource> Sources => _intervals.Keys;

    /// <summary>Reads a set; white space and line breaks do not matter.</summary>
    /// <exception cref="FormatException">The text is no GTID set; the message quotes the part that cannot be read.</exception>
    public static GtidSet Parse(string text) => Of(GtidSetText.Read(text));

    /// <summary>Reads a set; false when <paramref name="text"/> is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GtidSet? set)
    {
        try
        {
            set = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            set = null;
            return false;
        }
    }

    /// <summary>The set of these runs, which may be in any order and overlap.</summary>
    public static GtidSet Of(IEnumerable<(GtidSource Source, GtidInterval Interval)> runs)
        => new(runs
            .GroupBy(run => run.Source, run => run.Interval)
            .ToImmutableSortedDictionary(group => group.Key, group => GtidIntervals.Normalise(group)));

    /// <summary>Whether the transaction <paramref name="number"/> of <paramref name="source"/> is in the set.</summary>
    public bool Contains(GtidSource source, long number)
        => _intervals.TryGetValue(source, out var list) && list.Any(interval => interval.First <= number && number <= interval.Last);

    /// <summary>Whether every transaction of <paramref name="other"/> is in this set.</summary>
    public bool Contains(GtidSet other) => other.Subtract(this).IsEmpty;

    /// <summary>The transactions that are in either set.</summary>
    public GtidSet Union(GtidSet other) => Of(Runs().Concat(other.Runs()));

    /// <summary>The transactions of this set that are not in <paramref name="other"/>.</summary>
    public GtidSet Subtract(GtidSet other)
    {
        var rest = _intervals.ToBuilder();
        foreach (var (source, remove) in other._intervals)
        {
            if (!_intervals.TryGetValue(source, out var from))
            {
                continue;
            }

            var left = GtidIntervals.Subtract(from, remove);
            if (left.IsEmpty)
            {
                rest.Remove(source);
            }
            else
            {
                rest[source] = left;
            }
        }

        return new GtidSet(rest.ToImmutable());
    }

    /// <summary>The set without all transactions, tagged or not, that come from <paramref name="uuid"/>.</summary>
    public GtidSet Without(string uuid)
        => new(_intervals.RemoveRange(_intervals.Keys.Where(source => source.Uuid.Equals(uuid, StringComparison.OrdinalIgnoreCase))));

    /// <summary>The normal form: by UUID, then tag, sets separated by commas, no white space.</summary>
    public override string ToString() => GtidSetText.Write(_intervals);

    /// <inheritdoc/>
    public bool Equals(GtidSet? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GtidSet);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private IEnumerable<(GtidSource Source, GtidInterval Interval)> Runs()
        => _intervals.SelectMany(pair => pair.Value.Select(interval => (pair.Key, interval)));
}
