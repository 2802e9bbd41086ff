using System.Collections.Frozen;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend.MySql;

/// <summary>The decided state in its tables: the statements are built once from what <see cref="DecidedSchema"/> says.</summary>
internal static class MySqlDecidedTables
{
    /// <summary>How long a deleted row is kept, so that an older write of it that arrives late does not bring it back.</summary>
    public static readonly TimeSpan GoneLifetime = TimeSpan.FromHours(2);

    private static readonly FrozenDictionary<string, MySqlRows> ByTable = DecidedSchema.Tables.ToFrozenDictionary(
        table => table.Name,
        table => new MySqlRows(table.Name, [.. table.Key.Select(column => column.Name)], [.. table.Values.Select(column => column.Name)]),
        StringComparer.Ordinal);

    /// <summary>Writes one change.</summary>
    public static Task WriteAsync(MySqlStatements statements, RowChange change, string stamp, DateTimeOffset changedAt)
        => WriteAsync(statements, [change], stamp, changedAt);

    /// <summary>Writes changes in order, in one round trip. When what had expired was removed, so are rows long gone.</summary>
    public static Task WriteAsync(MySqlStatements statements, IEnumerable<RowChange> changes, string stamp, DateTimeOffset changedAt)
        => statements.ExecuteAllAsync([.. Statements(changes, stamp, changedAt)]);

    /// <summary>The statements that write changes, in order.</summary>
    public static IEnumerable<MySqlStatement> Statements(IEnumerable<RowChange> changes, string stamp, DateTimeOffset changedAt)
    {
        var at = StoredTime.ToText(changedAt);
        foreach (var run in Runs(changes))
        {
            foreach (var statement in ByTable[run[0].Table.Name].Put(run.Select(change => (change.Key, change.Values)), stamp, at))
            {
                yield return statement;
            }

            if (run.Exists(IsPurge))
            {
                foreach (var purge in PurgeGone(changedAt))
                {
                    yield return purge;
                }
            }
        }
    }

    /// <summary>The statements that remove rows long gone at <paramref name="now"/>.</summary>
    public static IEnumerable<MySqlStatement> PurgeGone(DateTimeOffset now)
        => ByTable.Values.Select(rows => new MySqlStatement(rows.PurgeGone, [StoredTime.ToText(now - GoneLifetime)]));

    /// <summary>Removes every row of every table. Only for a database that no other server writes to.</summary>
    public static Task ClearAsync(MySqlStatements statements)
        => statements.ExecuteAllAsync([.. ByTable.Values.Select(rows => new MySqlStatement(rows.Clear, []))]);

    /// <exception cref="InvalidDataException">A stored value cannot be read.</exception>
    public static async Task<DecidedState> ReadAllAsync(MySqlStatements statements)
    {
        var cells = new Dictionary<string, List<object?[]>>(StringComparer.Ordinal);
        foreach (var table in DecidedSchema.Tables)
        {
            cells[table.Name] = await statements.QueryAsync(ByTable[table.Name].Read, row =>
            {
                var found = new object?[table.Columns.Length];
                for (var i = 0; i < found.Length; i++)
                {
                    found[i] = row.IsDBNull(i) ? null : row.GetValue(i);
                }

                return found;
            });
        }

        return DecidedRows.Read(table => cells[table.Name]);
    }

    private static bool IsPurge(RowChange change) => change.Table == DecidedSchema.Metadata && change.Key is [DecidedRows.PurgedAtName];

    // Neighbours of one table go into one statement.
    private static IEnumerable<List<RowChange>> Runs(IEnumerable<RowChange> changes)
    {
        List<RowChange> run = [];
        foreach (var change in changes)
        {
            if (run.Count > 0 && run[0].Table != change.Table)
            {
                yield return run;
                run = [];
            }

            run.Add(change);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
