using System.Globalization;
using System.Text;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Watching;

/// <summary>A view as lines of text. Pure.</summary>
internal static class Picture
{
    /// <summary>Lines that fit into a window, the last one telling how many did not.</summary>
    public static IReadOnlyList<string> Lines(TopologyView view, DateTimeOffset now, TimeZoneInfo zone, int columns, int rows, Terminal terminal)
    {
        var head = Cut(Head(view, now, zone), columns);
        List<string> lines = [terminal.Paint(view.IsStale ? Colour.Bad : Colour.Strong, head), string.Empty];
        var tree = view.Drawing.Split('\n');
        var room = Math.Max(1, rows - lines.Count);
        var shown = tree.Length <= room ? tree.Length : room - 1;
        lines.AddRange(tree.Take(shown).Select(line => TopologyColours.Paint(Cut(line, columns), terminal)));
        if (shown < tree.Length)
        {
            lines.Add(terminal.Paint(Colour.Faint, Cut(string.Create(CultureInfo.InvariantCulture, $"... and {tree.Length - shown} more"), columns)));
        }

        return lines.Count <= rows ? lines : lines.GetRange(0, rows);
    }

    /// <summary>What stands above the tree.</summary>
    public static string Head(TopologyView view, DateTimeOffset now, TimeZoneInfo zone)
    {
        var term = view.Term is { } known ? string.Create(CultureInfo.InvariantCulture, $", term {known}") : string.Empty;
        return view.IsStale
            ? $"{Time(now, zone)}  {Staleness(view, zone)}"
            : $"{Time(now, zone)}  {view.Cluster}  leader {view.Leader ?? "unknown"}{term}";
    }

    /// <summary>Since when the tree may be another, and why that is not known.</summary>
    public static string Staleness(TopologyView view, TimeZoneInfo zone)
        => $"{view.Cluster} as it was at {(view.SeenAt is { } seen ? Time(seen, zone) : "no time")}, stale since: {view.Trouble}";

    private static string Time(DateTimeOffset moment, TimeZoneInfo zone)
        => TimeZoneInfo.ConvertTime(moment, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Cuts a line to a width. What a server sends must not steer the terminal either.</summary>
    private static string Cut(string line, int columns)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (++count > columns)
            {
                break;
            }

            text.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return text.ToString();
    }
}
