using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.MySql;

/// <summary>What was read of the stored instances, each under the stamp of the write that it came from: the same stamp is the same document.</summary>
internal sealed class ReadInstances
{
    private readonly Dictionary<InstanceKey, (string Stamp, Instance? Instance)> _rows;

    private ReadInstances(Dictionary<InstanceKey, (string Stamp, Instance? Instance)> rows) => _rows = rows;

    /// <summary>Nothing was read yet.</summary>
    public static ReadInstances None { get; } = new([]);

    /// <summary>The instances whose documents could be read.</summary>
    public IReadOnlyList<Instance> Readable => [.. _rows.Values.Select(row => row.Instance).OfType<Instance>()];

    /// <summary>The stamps under which there are rows that have not been read as they are.</summary>
    /// <param name="stamps">The stamp of each row that there is now.</param>
    public IReadOnlyList<string> ChangedStamps(IReadOnlyDictionary<InstanceKey, string> stamps)
        => [.. stamps.Where(row => !Holds(row.Key, row.Value)).Select(row => row.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>What is known after another read.</summary>
    /// <param name="stamps">The stamp of each row that there is now; all others are gone.</param>
    /// <param name="read">What was read at the same moment, of all rows under <see cref="ChangedStamps"/> at least; null where it could not be read.</param>
    public ReadInstances With(IReadOnlyDictionary<InstanceKey, string> stamps, IReadOnlyDictionary<InstanceKey, Instance?> read) => new(
        stamps.ToDictionary(row => row.Key, row => (row.Value, Holds(row.Key, row.Value) ? _rows[row.Key].Instance : read[row.Key])));

    private bool Holds(InstanceKey key, string stamp) => _rows.TryGetValue(key, out var known) && known.Stamp == stamp;
}
