using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>How often each fault was made, and how long it took then until all was well.</summary>
internal sealed class FaultTally
{
    private readonly SortedDictionary<string, List<double>> _seconds = new(StringComparer.Ordinal);

    /// <summary>Notes a round.</summary>
    public void Add(IEnumerable<SharedFault> faults, TimeSpan took)
    {
        foreach (var fault in faults)
        {
            if (!_seconds.TryGetValue(fault.Name, out var all))
            {
                _seconds[fault.Name] = all = [];
            }

            all.Add(took.TotalSeconds);
        }
    }

    /// <summary>Prints the table.</summary>
    public void Show()
    {
        Console.WriteLine("fault                    times   until well after it was mended: min / median / max");
        foreach (var (name, seconds) in _seconds)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {seconds.Count,-7} {Sample.Spread(seconds, "0.0", "s")}"));
        }
    }
}
