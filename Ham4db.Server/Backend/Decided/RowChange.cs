using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>One row that applying a command inserts, replaces or deletes.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Strings and longs, in the order of <see cref="DecidedTable.Key"/>.</param>
/// <param name="Values">Strings, longs and nulls, in the order of <see cref="DecidedTable.Values"/>; null deletes the row, if it is there.</param>
internal sealed record RowChange(DecidedTable Table, ImmutableArray<object> Key, ImmutableArray<object?>? Values)
{
    /// <summary>Inserts or replaces the row of an instance.</summary>
    public static RowChange Put(DecidedTable table, InstanceKey key, params ReadOnlySpan<object?> values)
        => new(table, [key.Hostname, (long)key.Port], [.. values]);

    /// <summary>Inserts or replaces the row with this name.</summary>
    public static RowChange Put(DecidedTable table, string name, params ReadOnlySpan<object?> values) => new(table, [name], [.. values]);

    /// <summary>Inserts or replaces the row with this number.</summary>
    public static RowChange Put(DecidedTable table, long number, params ReadOnlySpan<object?> values) => new(table, [number], [.. values]);

    /// <summary>Deletes the row of an instance.</summary>
    public static RowChange Drop(DecidedTable table, InstanceKey key) => new(table, [key.Hostname, (long)key.Port], null);

    /// <summary>Deletes the row with this name.</summary>
    public static RowChange Drop(DecidedTable table, string name) => new(table, [name], null);

    /// <summary>Deletes the row with this number.</summary>
    public static RowChange Drop(DecidedTable table, long number) => new(table, [number], null);

    /// <summary>Whether every backend database takes it: a name that it writes is not too long.</summary>
    public bool Fits => Values is not { } values || (Fit(Table.Key, Key) && Fit(Table.Values, values));

    /// <summary>Whether it deletes a row that no backend database could hold, its name being too long.</summary>
    public bool IsNeedless => Values is null && !Fit(Table.Key, Key);

    private static bool Fit<T>(ImmutableArray<DecidedColumn> columns, ImmutableArray<T> cells)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Kind == ColumnKind.Name && cells[i] is string { Length: > DecidedColumn.MaxNameLength })
            {
                return false;
            }
        }

        return true;
    }
}
