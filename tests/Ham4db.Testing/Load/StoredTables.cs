using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Ham4db.Testing;

/// <summary>Every row of every table of decisions, as nodes have stored them, so that nodes on backends of different kinds can be compared.</summary>
public static class StoredTables
{
    private const int DifferencesNamed = 5;

    private static readonly string[] Names =
    [
        "registered_instance", "forgotten_instance", "downtime", "candidate", "instance_tag", "cluster_alias_override", "hostname_unresolve",
        "pool_instance", "kv_store", "injected_pseudo_gtid", "maintenance", "failure_detection", "recovery", "recovery_step", "decided_counter",
        "idempotency", "metadata",
    ];

    // How a MySQL backend orders writes; no part of what was decided.
    private static readonly string[] OfTheBackend = ["stamp", "gone", "changed_at"];

    /// <summary>
    /// Waits until all nodes have stored the same. Leaders go on to write a little of their own account, so that two looks a moment apart may
    /// differ.
    /// </summary>
    /// <returns>How many rows each of them has.</returns>
    /// <exception cref="TimeoutException">They have not; the message names the first differences.</exception>
    public static async Task<int> BecomeEqualAsync(
        IReadOnlyList<ServerProcess> nodes, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        var rows = 0;
        await Eventually.SeeAsync(
            "every node to have stored the same rows",
            async token =>
            {
                var all = await Task.WhenAll(nodes.Select(node => ReadAsync(node, token))).ConfigureAwait(false);
                rows = all[0].Count;
                return nodes.SelectMany((node, position) => Differences(nodes[0], all[0], node, all[position])).Take(DifferencesNamed).ToList();
            },
            differences => differences.Count == 0,
            within,
            cancellationToken).ConfigureAwait(false);
        return rows;
    }

    private static IEnumerable<string> Differences(ServerProcess first, HashSet<string> expected, ServerProcess node, HashSet<string> found)
        => expected.Except(found).Select(row => $"{node.Address} lacks {row}")
            .Concat(found.Except(expected).Select(row => $"{first.Address} lacks {row}, which {node.Address} has"));

    private static async Task<HashSet<string>> ReadAsync(ServerProcess node, CancellationToken cancellationToken)
    {
        var connection = DecidedRows.Connect(node);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            // One moment of all tables.
            await BeginAsync(connection, cancellationToken).ConfigureAwait(false);
            var rows = new HashSet<string>(StringComparer.Ordinal);
            foreach (var table in Names)
            {
                await ReadAsync(connection, table, rows, cancellationToken).ConfigureAwait(false);
            }

            return rows;
        }
    }

    private static async Task BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = "BEGIN";
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ReadAsync(DbConnection connection, string table, HashSet<string> rows, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // the names are constants of this file
            command.CommandText = $"SELECT * FROM {table}" + (connection is MySqlConnection ? " WHERE gone = 0" : string.Empty);
#pragma warning restore CA2100
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add($"{table}: {Describe(reader)}");
                }
            }
        }
    }

    private static string Describe(DbDataReader row) => string.Join(
        ", ",
        Enumerable.Range(0, row.FieldCount)
            .Where(column => !OfTheBackend.Contains(row.GetName(column)))
            .OrderBy(row.GetName, StringComparer.Ordinal)
            .Select(column => $"{row.GetName(column)}={(row.IsDBNull(column) ? "null" : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture))}"));
}
