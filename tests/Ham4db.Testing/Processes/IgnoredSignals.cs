using System.Globalization;

namespace Ham4db.Testing;

/// <summary>Signals that this process ignores, as the processes that it starts then do, though tests send them.</summary>
public static class IgnoredSignals
{
    private const string Line = "SigIgn:";

    // HUP is ignored by what nohup starts, INT by what a script starts in the background. Only Linux can tell.
    private static readonly string[] Names = Read();

    /// <summary>The command that starts a program so that it heeds them; its process id stays that of the program.</summary>
    public static IReadOnlyList<string> Heeded(string program, IEnumerable<string> arguments)
        => Names.Length == 0 ? [program, .. arguments] : ["/usr/bin/env", $"--default-signal={string.Join(',', Names)}", program, .. arguments];

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
