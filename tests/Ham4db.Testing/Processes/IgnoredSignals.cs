using System.Globalization;

namespace Ham4db.Testing;

/// <summary>Signals that this process ignores, as the processes that it starts then do.</summary>
internal static class IgnoredSignals
{
    private const string Line = "SigIgn:";

    /// <summary>
    /// The names of those that tests send: HUP is ignored by what nohup starts, INT by what a script starts in the background. Empty where the
    /// system cannot tell, which Linux can.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = Read();

    private static string[] Read()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status) || File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is not { } line)
        {
            return [];
        }

        var ignored = ulong.Parse(line.AsSpan(Line.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        (string Name, int Signal)[] sent = [("HUP", Signals.HangUp), ("INT", Signals.Interrupt)];
        return [.. sent.Where(each => (ignored & (1UL << (each.Signal - 1))) != 0).Select(each => each.Name)];
    }
}
