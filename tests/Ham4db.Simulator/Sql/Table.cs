using System.Collections.Immutable;

namespace Ham4db.Simulator.Sql;

/// <summary>The answer to a query: columns and rows.</summary>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Rows">The rows; a cell is null, or a bool, long, ulong, double, string or DateTime.</param>
public sealed record Table(ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<object?>> Rows)
{
    /// <summary>A table with one row, one column and the type of its cell.</summary>
    public static Table Of(string column, object? cell) => new([new Column(column, Column.TypeOf(cell))], [[cell]]);

    /// <summary>A table of given rows; a column's type is that of its first cell that is not null.</summary>
    public static Table Of(IReadOnlyList<string> columns, params IReadOnlyList<IReadOnlyList<object?>> rows) => new(
        [.. columns.Select((name, i) => new Column(name, Column.TypeOf(rows.Select(row => row[i]).FirstOrDefault(cell => cell is not null))))],
        [.. rows.Select(row => row.ToImmutableArray())]);

    internal Column? Find(string name) => Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
