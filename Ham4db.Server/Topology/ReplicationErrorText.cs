using System.Globalization;
using System.Text;

namespace Ham4db.Server.Topology;

/// <summary>Replication errors as the API sends them: an ASCII literal with its quotes; no error stays empty.</summary>
internal static class ReplicationErrorText
{
    /// <summary>Quotes <paramref name="error"/>.</summary>
    public static string Quote(string error)
    {
        if (error.Length == 0)
        {
            return string.Empty;
        }

        var quoted = new StringBuilder(error.Length + 2).Append('"');
        foreach (var rune in error.EnumerateRunes())
        {
            Append(quoted, rune);
        }

        return quoted.Append('"').ToString();
    }

    private static void Append(StringBuilder quoted, Rune rune) => _ = rune.Value switch
    {
        '"' => quoted.Append("\\\""),
        '\\' => quoted.Append(@"\\"),
        '\a' => quoted.Append(@"\a"),
        '\b' => quoted.Append(@"\b"),
        '\f' => quoted.Append(@"\f"),
        '\n' => quoted.Append(@"\n"),
        '\r' => quoted.Append(@"\r"),
        '\t' => quoted.Append(@"\t"),
        '\v' => quoted.Append(@"\v"),
        >= ' ' and < 0x7F => quoted.Append((char)rune.Value),
        < 0x80 => quoted.Append(CultureInfo.InvariantCulture, $@"\x{rune.Value:x2}"),
        <= 0xFFFF => quoted.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:x4}"),
        _ => quoted.Append(CultureInfo.InvariantCulture, $@"\U{rune.Value:x8}"),
    };
}
