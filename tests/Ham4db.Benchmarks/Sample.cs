using System.Globalization;

namespace Ham4db.Benchmarks;

/// <summary>Order statistics of a few measurements.</summary>
internal static class Sample
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length switch
        {
            0 => double.NaN,
            var n when n % 2 == 1 => sorted[n / 2],
            var n => (sorted[n / 2 - 1] + sorted[n / 2]) / 2,
        };
    }

    /// <summary>The value that <paramref name="percent"/> of all do not exceed.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double percent)
        => values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(values.Count * percent / 100) - 1));

    public static string Spread(IReadOnlyCollection<double> values, string format, string unit)
        => values.Count == 0
            ? "-"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{values.Min().ToString(format, CultureInfo.InvariantCulture)} / {Median(values).ToString(format, CultureInfo.InvariantCulture)} / {values.Max().ToString(format, CultureInfo.InvariantCulture)} {unit}");
}
