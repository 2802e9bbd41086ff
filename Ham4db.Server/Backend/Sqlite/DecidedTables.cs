using System.Collections.Frozen;
using System.Collections.Immutable;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>The decided state in its tables: the statements are built once from what <see cref="DecidedSchema"/> says.</summary>
internal static class DecidedTables
{
    private static readonly FrozenDictionary<string, Statements> ByTable =
        DecidedSchema.Tables.ToFrozenDictionary(table => table.Name, table => new Statements(table), StringComparer.Ordinal);

    public static void Write(StatementCache statements, RowChange change)
    {
        var sql = ByTable[change.Table.Name];
        if (change.Values is { } values)
        {
            statements.Execute(sql.Put, [.. change.Key, .. values]);
        }
        else
        {
            statements.Execute(sql.Drop, [.. change.Key]);
        }
    }

    public static void Clear(StatementCache statements)
    {
        foreach (var sql in ByTable.Values)
        {
            statements.Execute(sql.Clear);
        }
    }

    /// <exception cref="InvalidDataException">A stored value cannot be read.</exception>
    public static DecidedState Read(StatementCache statements)
        => DecidedRows.Read(table => statements.Query(ByTable[table.Name].Read, row =>
        {
            var cells = new object?[table.Columns.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = row.IsDBNull(i) ? null : row.GetValue(i);
            }

            return cells;
        }));

    private sealed class Statements(DecidedTable table)
    {
        public string Put { get; } =
            $"INSERT INTO {table.Name} ({Names(table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => Parameter(i)))}) ON CONFLICT DO "
            + (table.Values.IsEmpty ? "NOTHING" : $"UPDATE SET {string.Join(", ", table.Values.Select(column => $"{column.Name} = excluded.{column.Name}"))}");

        public string Drop { get; } =
            $"DELETE FROM {table.Name} WHERE {string.Join(" AND ", table.Key.Select((column, i) => $"{column.Name} = {Parameter(i)}"))}";

        public string Read { get; } = $"SELECT {Names(table.Columns)} FROM {table.Name}";

        public string Clear { get; } = $"DELETE FROM {table.Name}";

        private static string Names(ImmutableArray<DecidedColumn> columns) => string.Join(", ", columns.Select(column => column.Name));

        private static string Parameter(int index) => string.Create(null, $"${index + 1}");
    }
}
