using System.Globalization;

namespace Ham4db.Server.Managed;

/// <summary>One row of a result, cells by column name. Case does not matter in names; a missing column reads as NULL.</summary>
internal readonly struct ResultRow(IReadOnlyList<string> columns, IReadOnlyList<string?> cells)
{
    private readonly IReadOnlyList<string> _columns = columns;
    private readonly IReadOnlyList<string?> _cells = cells;

    /// <summary>The first cell; null for NULL.</summary>
    public string? First => _cells.Count > 0 ? _cells[0] : null;

    /// <summary>A cell; null for NULL and for a column that is not there.</summary>
    public string? Cell(string column)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            if (string.Equals(_columns[i], column, StringComparison.OrdinalIgnoreCase))
            {
                return _cells[i];
            }
        }

        return null;
    }

    /// <summary>Text; empty for NULL.</summary>
    public string Text(string column) => Cell(column) ?? string.Empty;

    /// <summary>Text under the first of two names that is not NULL: the older and the newer name of one thing.</summary>
    public string Text(string column, string otherName) => Cell(column) ?? Cell(otherName) ?? string.Empty;

    /// <summary>A number; null for NULL and for what is none.</summary>
    public long? Number(string column) => ToNumber(Cell(column));

    /// <summary>A number under the first of two names that is not NULL.</summary>
    public long? Number(string column, string otherName) => ToNumber(Cell(column) ?? Cell(otherName));

    /// <summary>Whether a switch is on: anything but NULL, nothing, <c>0</c>, <c>OFF</c> and <c>NO</c>.</summary>
    public bool Flag(string column) => IsOn(Cell(column));

    /// <summary>Whether the text of a switch says on. MariaDB 12 has switches with more than two positions, where just one is off.</summary>
    public static bool IsOn(string? text) => text?.ToUpperInvariant() is not (null or "" or "0" or "OFF" or "NO" or "FALSE");

    /// <summary>Reads a whole number, a fraction cut off; null when there is none.</summary>
    public static long? ToNumber(string? text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) && fraction is > long.MinValue and < long.MaxValue
            ? (long)fraction
            : null;
    }
}
