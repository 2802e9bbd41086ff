using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Ham4db.Server.Topology.Gtid;

/// <summary>The text of a GTID set: <c>uuid:1-5:7:tag:1-3,uuid:...</c>, where a tag holds for the runs after it.</summary>
internal static class GtidSetText
{
    private const int LongestTag = 32;

    /// <summary>Reads the runs of <paramref name="text"/> in the order written.</summary>
    /// <exception cref="FormatException">The text is no GTID set.</exception>
    public static IEnumerable<(GtidSource Source, GtidInterval Interval)> Read(string text)
        => text
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(ReadOneServer);

    /// <summary>Writes the normal form.</summary>
    public static string Write(ImmutableSortedDictionary<GtidSource, ImmutableArray<GtidInterval>> intervals)
    {
        var text = new StringBuilder();
        var uuid = string.Empty;
        foreach (var (source, list) in intervals)
        {
            if (source.Uuid != uuid)
            {
                text.Append(text.Length == 0 ? string.Empty : ",").Append(source.Uuid);
                uuid = source.Uuid;
            }

            if (source.Tag.Length > 0)
            {
                text.Append(':').Append(source.Tag);
            }

            foreach (var interval in list)
            {
                text.Append(':').Append(interval.ToString());
            }
        }

        return text.ToString();
    }

    private static List<(GtidSource Source, GtidInterval Interval)> ReadOneServer(string text)
    {
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        if (!Guid.TryParseExact(parts[0], "D", out var uuid))
        {
            throw new FormatException($"\"{text}\" is no GTID set: \"{parts[0]}\" is no UUID.");
        }

        var source = new GtidSource(uuid.ToString("D"), string.Empty);
        var runs = new List<(GtidSource Source, GtidInterval Interval)>(parts.Length - 1);
        foreach (var part in parts.Skip(1))
        {
            if (IsTag(part))
            {
                source = source with { Tag = part.ToLowerInvariant() };
            }
            else
            {
                runs.Add((source, ReadInterval(part, text)));
            }
        }

        return runs.Count > 0 && !IsTag(parts[^1])
            ? runs
            : throw new FormatException($"\"{text}\" is no GTID set: no transaction numbers after \"{parts[^1]}\".");
    }

    private static GtidInterval ReadInterval(string part, string whole)
    {
        var ends = part.Split('-', 2, StringSplitOptions.TrimEntries);
        return Number(ends[0]) is { } first && Number(ends[^1]) is { } last && first <= last
            ? new GtidInterval(first, last)
            : throw new FormatException($"\"{whole}\" is no GTID set: \"{part}\" is neither a transaction number, a range of them, nor a tag.");
    }

    private static bool IsTag(string part)
        => part.Length is > 0 and <= LongestTag
            && (char.IsAsciiLetter(part[0]) || part[0] == '_')
            && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static long? Number(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
