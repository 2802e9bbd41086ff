using System.Text;

namespace Ham4db.Client.Cli.Output;

/// <summary>An answer as aligned columns. One space at least, and no trailing ones, so that programs can read it as well as people.</summary>
internal sealed class Table
{
    private const string Gap = "  ";
    private const int NarrowestCell = 8;

    private readonly IReadOnlyList<string>? _headings;
    private readonly IReadOnlyList<bool> _isNumber;
    private readonly IReadOnlyList<string[]> _rows;

    private Table(IReadOnlyList<string>? headings, IReadOnlyList<bool> isNumber, IReadOnlyList<string[]> rows)
        => (_headings, _isNumber, _rows) = (headings, isNumber, rows);

    /// <summary>A line for each thing, below a line of headings, which stands also when there is nothing.</summary>
    public static Table Of<T>(IEnumerable<T> things, IReadOnlyList<Column<T>> columns) => new(
        [.. columns.Select(column => column.Heading)],
        [.. columns.Select(column => column.IsNumber)],
        [.. things.Select(thing => columns.Select(column => Clean(column.Cell(thing))).ToArray())]);

    /// <summary>A line for each column, with its heading and what it says of one thing.</summary>
    public static Table OfOne<T>(T thing, IReadOnlyList<Column<T>> columns) => new(
        null,
        [false, false],
        [.. columns.Select(column => new[] { column.Heading, Clean(column.Cell(thing)) })]);

    /// <summary>Writes the table. On a terminal the widest cells are cut until a line fits, and end in <c>…</c>.</summary>
    public string Write(Terminal terminal)
    {
        var widths = Fit(Widths(), terminal.Width);
        var text = new StringBuilder();
        if (_headings is not null)
        {
            text.Append(terminal.Paint(Colour.Strong, Line(_headings, widths))).Append('\n');
        }

        foreach (var row in _rows)
        {
            text.Append(Line(row, widths)).Append('\n');
        }

        return text.ToString();
    }

    private int[] Widths()
    {
        var widths = new int[_isNumber.Count];
        foreach (var row in _headings is null ? _rows : _rows.Prepend([.. _headings]))
        {
            for (var i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], Length(row[i]));
            }
        }

        return widths;
    }

    /// <summary>The first column names the thing and is never cut, neither are headings and short cells: rather the line breaks.</summary>
    private int[] Fit(int[] widths, int limit)
    {
        var total = widths.Sum() + (Gap.Length * (widths.Length - 1));
        while (total > limit)
        {
            var widest = 0;
            for (var i = 1; i < widths.Length; i++)
            {
                if (widths[i] > Math.Max(NarrowestCell, Length(_headings?[i] ?? string.Empty)) && (widest == 0 || widths[i] > widths[widest]))
                {
                    widest = i;
                }
            }

            if (widest == 0)
            {
                return widths;
            }

            widths[widest]--;
            total--;
        }

        return widths;
    }

    private string Line(IReadOnlyList<string> cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = Cut(cells[i], widths[i]);
            var padding = widths[i] - Length(cell);
            line.Append(i > 0 ? Gap : string.Empty).Append(' ', _isNumber[i] ? padding : 0).Append(cell).Append(' ', _isNumber[i] ? 0 : padding);
        }

        return line.ToString().TrimEnd(' ');
    }

    private static string Cut(string cell, int width)
        => Length(cell) <= width ? cell : string.Concat(cell.EnumerateRunes().Take(width - 1).Select(rune => rune.ToString())) + "…";

    private static int Length(string cell) => cell.EnumerateRunes().Count();

    /// <summary>Keeps a cell on its line, and what a server sends from steering the terminal.</summary>
    private static string Clean(string cell)
        => cell.Length == 0 ? "-" : cell.Any(char.IsControl) ? string.Concat(cell.Select(each => char.IsControl(each) ? ' ' : each)) : cell;
}
