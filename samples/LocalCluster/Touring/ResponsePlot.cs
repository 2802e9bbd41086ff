using System.Globalization;

namespace Ham4db.Samples.LocalCluster.Touring;

/// <summary>Draws response times around the death of the leader: a column for each 50 ms in which calls began, as high as the slowest of them.</summary>
internal static class ResponsePlot
{
    private const int Height = 7;
    private const int MaxColumns = 60;

    private static readonly TimeSpan ColumnWidth = TimeSpan.FromMilliseconds(50);

    /// <summary>Draws.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="kill">When the leader was killed, on the clock of the calls.</param>
    /// <param name="unicode">Whether blocks may be used; else hashes.</param>
    public static IReadOnlyList<string> Draw(IReadOnlyList<Call> calls, TimeSpan kill, bool unicode)
    {
        const int ColumnsBefore = 10;
        var from = kill - (ColumnsBefore * ColumnWidth);
        var columns = Enumerable.Range(0, MaxColumns)
            .Select(i => (Begin: from + (i * ColumnWidth), End: from + ((i + 1) * ColumnWidth)))
            .TakeWhile(column => calls.Any(call => call.Began >= column.Begin))
            .Select(column => calls.Where(call => call.Began >= column.Begin && call.Began < column.End).Select(call => call.Took.TotalMilliseconds).DefaultIfEmpty(0).Max())
            .ToList();
        var top = Math.Max(1, columns.DefaultIfEmpty(0).Max());

        var lines = new List<string>();
        for (var row = Height - 1; row >= 0; row--)
        {
            var label = row == Height - 1 ? Milliseconds(top) : row == 0 ? "0 ms" : string.Empty;
            lines.Add($"{label,8} |{string.Concat(columns.Select(value => Cell(value / top * Height, row, unicode)))}");
        }

        lines.Add($"{string.Empty,8} +{new string('-', columns.Count)}");
        lines.Add($"{string.Empty,10}{new string(' ', ColumnsBefore)}^ kill -9");
        return lines;
    }

    private static char Cell(double filled, int row, bool unicode)
    {
        const string Eighths = " ▁▂▃▄▅▆▇█";
        var inThisRow = Math.Clamp(filled - row, 0, 1);
        return unicode ? Eighths[(int)Math.Round(inThisRow * 8)] : inThisRow >= 0.5 ? '#' : ' ';
    }

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0} ms");
}
