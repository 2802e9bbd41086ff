using System.Globalization;
using System.Text;
using MySqlConnector;

namespace Ham4db.Server.Managed;

/// <summary>A result, read whole: small ones only.</summary>
internal sealed class ResultTable(IReadOnlyList<string> columns, IReadOnlyList<string?[]> rows)
{
    /// <summary>A result without rows.</summary>
    public static ResultTable Empty { get; } = new([], []);

    /// <summary>Number of rows.</summary>
    public int Count => rows.Count;

    /// <summary>The row at <paramref name="index"/>.</summary>
    public ResultRow this[int index] => new(columns, rows[index]);

    /// <summary>First cell of the first row; null for NULL and when there is no row.</summary>
    public string? Scalar => rows.Count > 0 ? this[0].First : null;

    /// <summary>The rows, in order.</summary>
    public IEnumerable<ResultRow> Rows
    {
        get
        {
            foreach (var cells in rows)
            {
                yield return new ResultRow(columns, cells);
            }
        }
    }

    /// <summary>Reads the result that <paramref name="reader"/> stands at.</summary>
    public static async ValueTask<ResultTable> ReadAsync(MySqlDataReader reader, CancellationToken cancellationToken)
    {
        List<string?[]> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            var cells = new string?[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = ToText(reader.GetValue(i));
            }

            rows.Add(cells);
        }

        if (rows.Count == 0)
        {
            return Empty;
        }

        var columns = new string[reader.FieldCount];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = reader.GetName(i);
        }

        return new ResultTable(columns, rows);
    }

    // Some servers declare texts of SHOW statements as binary.
    private static string? ToText(object value) => value switch
    {
        string text => text,
        DBNull => null,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
