using System.Globalization;

namespace Ham4db.Testing;

/// <summary>Signals that this process ignores, as the processes that it starts then do.</summary>
internal static class IgnoredSignals
{
    private const string Line = "SigIgn:";

    /// <summary>Whether SIGHUP is one of them; false where the system cannot tell, which Linux can.</summary>
    public static bool HangUp { get; } = File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line.AsSpan(Line.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Signals.HangUp - 1))) != 0;
}
