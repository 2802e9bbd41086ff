using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ham4db.Client.Contract;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Ham4db.Testing;

/// <summary>What a node has stored of the decisions, read from its own backend: no other node can answer in its place.</summary>
/// <param name="Tags">The value of each tag, by instance and name.</param>
/// <param name="Downtimes">The reason of each downtime, by instance.</param>
/// <param name="Answers">The idempotency keys whose first answers are kept, sorted.</param>
/// <param name="Maintenances">The reason and the end, as text that sorts, of each maintenance that is still kept, by its number.</param>
public sealed partial record DecidedRows(
    IReadOnlyDictionary<(InstanceKey Key, string Name), string> Tags,
    IReadOnlyDictionary<InstanceKey, string> Downtimes,
    IReadOnlyList<string> Answers,
    IReadOnlyDictionary<long, (string Reason, string EndsAt)> Maintenances)
{
    /// <summary>Reads them from the backend that the node is configured with: its SQLite file, or its database.</summary>
    /// <exception cref="DbException">The backend cannot be read, or has no tables yet.</exception>
    public static async Task<DecidedRows> ReadAsync(ServerProcess node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        var connection = Connect(node);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            // A shared database keeps deleted rows for a while, marked.
            var there = connection is MySqlConnection ? " WHERE gone = 0" : string.Empty;
            var tags = await QueryAsync(
                connection, "SELECT hostname, port, tag_name, tag_value FROM instance_tag" + there,
                row => (Key: (KeyOf(row), row.GetString(2)), Value: row.GetString(3)), cancellationToken).ConfigureAwait(false);
            var downtimes = await QueryAsync(
                connection, "SELECT hostname, port, reason FROM downtime" + there,
                row => (Key: KeyOf(row), Reason: row.GetString(2)), cancellationToken).ConfigureAwait(false);
            var answers = await QueryAsync(
                connection, $"SELECT idempotency_key FROM idempotency{there} ORDER BY 1", row => row.GetString(0), cancellationToken).ConfigureAwait(false);
            var maintenances = await QueryAsync(
                connection, "SELECT maintenance_id, reason, ends_at FROM maintenance" + there,
                row => (Number: row.GetInt64(0), Window: (row.GetString(1), row.GetString(2))), cancellationToken).ConfigureAwait(false);
            return new DecidedRows(
                tags.ToDictionary(row => row.Key, row => row.Value),
                downtimes.ToDictionary(row => row.Key, row => row.Reason),
                answers,
                maintenances.ToDictionary(row => row.Number, row => row.Window));
        }
    }

    /// <summary>A connection, not open yet, to the backend that a node is configured with; it only reads.</summary>
    internal static DbConnection Connect(ServerProcess node) => Connect(node.Configuration, node.Variables);

    private static DbConnection Connect(JsonObject configuration, IDictionary<string, string?> variables) => configuration["BackendDB"]?.GetValue<string>() == "mysql"
        ? new MySqlConnection(new MySqlConnectionStringBuilder
        {
            Server = Text(configuration, "MySQLOrchestratorHost"),
            Port = uint.Parse(configuration["MySQLOrchestratorPort"]?.ToString() ?? "3306", CultureInfo.InvariantCulture),
            Database = Text(configuration, "MySQLOrchestratorDatabase"),
            UserID = Text(configuration, "MySQLOrchestratorUser"),
            Password = Variable().Replace(Text(configuration, "MySQLOrchestratorPassword"), name => variables[name.Groups[1].Value] ?? string.Empty),
            Pooling = false,
            ConnectionTimeout = 3,
        }.ConnectionString)
        : new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Text(configuration, "SQLite3DataFile"), Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ConnectionString);

    private static string Text(JsonObject configuration, string key) => configuration[key]?.GetValue<string>()
        ?? throw new InvalidOperationException($"The node's configuration has no {key}, so that its backend cannot be read.");

    [GeneratedRegex(@"^\$\{(\w+)\}$")]
    private static partial Regex Variable();

    private static InstanceKey KeyOf(DbDataReader row) => new(row.GetString(0), row.GetInt32(1));

    /// <summary>Reads rows with a statement that is a constant of its caller.</summary>
    internal static async Task<List<T>> QueryAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // the text is a constant of the caller
            command.CommandText = sql;
#pragma warning restore CA2100
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }

                return rows;
            }
        }
    }
}
