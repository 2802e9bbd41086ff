using System.Collections.Immutable;

namespace Ham4db.Server.Backend.MySql;

/// <summary>
/// The statements of a table whose rows are written by the rule that the last writer by stamp wins: whatever order two databases that replicate
/// to each other see the writes in, both come to the same rows, and neither ever stops on a row that is there already or not there any more. A
/// deleted row is therefore kept for a while, marked as gone.
/// </summary>
/// <param name="name">Name of the table.</param>
/// <param name="key">Names of its key columns.</param>
/// <param name="values">Names of its other columns.</param>
internal sealed class MySqlRows(string name, ImmutableArray<string> key, ImmutableArray<string> values)
{
    private const int MaxRows = 200;
    private const int MaxSize = 250_000;

    private readonly string _head = $"INSERT INTO {name} ({string.Join(", ", [.. key, .. values])}, stamp, gone, changed_at) VALUES ";

    // In one statement later assignments see what earlier ones set: the stamp comes last.
    private readonly string _tail = " ON DUPLICATE KEY UPDATE "
        + string.Concat(((string[])[.. values, "gone", "changed_at"]).Select(column => $"{column} = IF(VALUES(stamp) >= stamp, VALUES({column}), {column}), "))
        + "stamp = GREATEST(stamp, VALUES(stamp))";

    /// <summary>Reads the rows that are not gone: the key, then the values.</summary>
    public string Read { get; } = $"SELECT {string.Join(", ", [.. key, .. values])} FROM {name} WHERE gone = 0";

    /// <summary>Removes every row, the gone ones too.</summary>
    public string Clear { get; } = $"DELETE FROM {name}";

    /// <summary>Removes rows that are gone since before <c>@p1</c>, a <see cref="StoredTime"/>.</summary>
    public string PurgeGone { get; } = $"DELETE FROM {name} WHERE gone = 1 AND changed_at < @p1";

    /// <summary>The statements that write rows, as few as there may be.</summary>
    /// <param name="rows">Cells in the order of the columns, key first; the values are null for a row to delete.</param>
    /// <param name="stamp">Stamp of the write.</param>
    /// <param name="changedAt">Time of the write, a <see cref="StoredTime"/>.</param>
    public IEnumerable<MySqlStatement> Put(IEnumerable<(ImmutableArray<object> Key, ImmutableArray<object?>? Values)> rows, string stamp, string changedAt)
    {
        var cells = new List<object?>();
        var (count, size) = (0, 0);
        foreach (var row in rows)
        {
            var rowSize = Size(row.Key) + (row.Values is { } own ? Size(own) : 0);
            if (count == MaxRows || (count > 0 && size + rowSize > MaxSize))
            {
                yield return Statement(count, cells);
                (cells, count, size) = ([], 0, 0);
            }

            cells.AddRange(row.Key);
            cells.AddRange(row.Values is { } given ? given : Enumerable.Repeat<object?>(null, values.Length));
            cells.AddRange([stamp, row.Values is null ? 1L : 0L, changedAt]);
            (count, size) = (count + 1, size + rowSize);
        }

        if (count > 0)
        {
            yield return Statement(count, cells);
        }
    }

    private MySqlStatement Statement(int rows, List<object?> cells) => new(_head + Places(rows, cells.Count / rows) + _tail, cells);

    private static int Size<T>(ImmutableArray<T> cells) => cells.Sum(cell => cell is string text ? text.Length : 0);

    private static string Places(int rows, int columns)
        => string.Join(", ", Enumerable.Range(0, rows).Select(
            row => $"({string.Join(", ", Enumerable.Range(row * columns, columns).Select(MySqlStatement.Parameter))})"));
}
