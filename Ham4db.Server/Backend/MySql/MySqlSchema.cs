using Ham4db.Server.Configuration;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>Creates the database and brings its schema up to date, forward only.</summary>
internal static class MySqlSchema
{
    // Politeness only: it spares servers that start at once the same work. It reaches one server alone, so that nothing rests on it.
    private const string Lock = "SELECT GET_LOCK(CONCAT('ham4db-schema-', LEFT(SHA2(DATABASE(), 256), 40)), 5)";
    private const string Unlock = "SELECT RELEASE_LOCK(CONCAT('ham4db-schema-', LEFT(SHA2(DATABASE(), 256), 40)))";

    private static readonly Version LongestPadded = new(8, 0, 16);

    // What a statement answers that another server, or an interrupted start, has run before: table, column, key are there, or gone.
    private static readonly MySqlErrorCode[] DoneBefore =
        [MySqlErrorCode.TableExists, MySqlErrorCode.DuplicateFieldName, MySqlErrorCode.DuplicateKeyName, MySqlErrorCode.CannotDropFieldOrKey];

    /// <summary>Creates the database where it is not there.</summary>
    public static async Task CreateDatabaseAsync(MySqlBackendOptions options, CancellationToken cancellationToken)
    {
        // A user may have rights in the database alone: it is asked for first, and created only when it is known to be missing.
        var there = MySqlConnectionText.Build(options);
        there.Pooling = false;
        await using (var connection = new MySqlConnection(there.ConnectionString))
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (MySqlException missing) when (MySqlFailure.IsUnknownDatabase(missing))
            {
                // Created below.
            }
        }

        var server = MySqlConnectionText.Build(options, withDatabase: false);
        server.Pooling = false;
        await using var without = new MySqlConnection(server.ConnectionString);
        await without.OpenAsync(cancellationToken);
        // The name has been checked when the configuration was read.
        await ExecuteAsync(without, $"CREATE DATABASE IF NOT EXISTS `{options.Database}` CHARACTER SET utf8mb4", cancellationToken);
    }

    /// <summary>Runs the steps that the database lacks.</summary>
    /// <returns>How many steps ran.</returns>
    /// <exception cref="BackendException">A newer server, or another program, has its tables there.</exception>
    public static async Task<int> MigrateAsync(
        MySqlConnection connection, MySqlBackendOptions options, IReadOnlyList<MySqlMigration> migrations, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RefuseForeignTablesAsync(connection, options, cancellationToken);
        await ExecuteAsync(connection, MySqlMigration.RecordTable, cancellationToken);
        if (Missing(options, migrations, await ReadDoneAsync(connection, cancellationToken)).Count == 0)
        {
            return 0;
        }

        await TryAsync(connection, Lock, cancellationToken);
        var missing = Missing(options, migrations, await ReadDoneAsync(connection, cancellationToken));
        var collation = ExactCollation(connection.ServerVersion);
        foreach (var step in missing)
        {
            foreach (var statement in step.Statements)
            {
                await ExecuteOnceAsync(connection, statement.Replace(MySqlMigration.ExactCollation, collation, StringComparison.Ordinal), cancellationToken);
            }

            await RecordAsync(connection, step, now, cancellationToken);
        }

        await TryAsync(connection, Unlock, cancellationToken);
        return missing.Count;
    }

    /// <summary>
    /// The collation under which only equal texts are equal, trailing blanks included. MySQL before 8.0.17 has none that counts those.
    /// </summary>
    /// <param name="serverVersion">As the server says it, for example <c>10.11.6-MariaDB-log</c> or <c>8.0.36</c>.</param>
    public static string ExactCollation(string serverVersion)
        => serverVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase) ? "utf8mb4_nopad_bin"
            : Version.TryParse(new string([.. serverVersion.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]), out var version) && version > LongestPadded
                ? "utf8mb4_0900_bin"
                : "utf8mb4_bin";

    // Tables of the Go servers have the same names and other columns.
    private static async Task RefuseForeignTablesAsync(MySqlConnection connection, MySqlBackendOptions options, CancellationToken cancellationToken)
    {
        // Another server that creates the tables at this moment begins with its record, so that a second look finds that.
        for (var look = 1; ; look++)
        {
            var tables = await ReadTablesAsync(connection, cancellationToken);
            if (tables.Count == 0 || tables.Contains("schema_migration"))
            {
                return;
            }

            if (look == 2)
            {
                throw new BackendException(
                    $"The database {options.Database} on {options.Host}:{options.Port} holds tables of another program ({tables.Order(StringComparer.Ordinal).First()} and {tables.Count - 1} more): set {BackendSettings.MySqlDatabase} to a database of its own.");
            }
        }
    }

    private static async Task<HashSet<string>> ReadTablesAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        using var command = new MySqlCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static List<MySqlMigration> Missing(MySqlBackendOptions options, IReadOnlyList<MySqlMigration> migrations, Dictionary<int, string> done)
    {
        var newest = migrations.Max(step => step.Version);
        var found = done.Keys.DefaultIfEmpty(0).Max();
        if (found > newest)
        {
            throw new BackendException(
                $"The backend database {options} was written by a newer ham4db-server (schema {found}, this one knows {newest}): run that version, or use another database.");
        }

        var changed = migrations.FirstOrDefault(step => done.TryGetValue(step.Version, out var checksum) && checksum != step.Checksum);
        return changed is null
            ? [.. migrations.Where(step => !done.ContainsKey(step.Version))]
            : throw new BackendException(
                $"The backend database {options} has another schema {changed.Version} than this ham4db-server: use the version that wrote it, or another database.");
    }

    private static async Task<Dictionary<int, string>> ReadDoneAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        using var command = new MySqlCommand("SELECT version, checksum FROM schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var done = new Dictionary<int, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            done.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return done;
    }

    private static async Task RecordAsync(MySqlConnection connection, MySqlMigration step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var command = new MySqlCommand(
            "INSERT INTO schema_migration (version, checksum, applied_at) VALUES (@p1, @p2, @p3) ON DUPLICATE KEY UPDATE checksum = VALUES(checksum), applied_at = LEAST(applied_at, VALUES(applied_at))", connection);
        command.Parameters.AddWithValue("@p1", step.Version);
        command.Parameters.AddWithValue("@p2", step.Checksum);
        command.Parameters.AddWithValue("@p3", StoredTime.ToText(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteOnceAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, sql, cancellationToken);
        }
        catch (MySqlException done) when (DoneBefore.Contains(done.ErrorCode))
        {
            // Another server was faster, or an earlier start was interrupted after this statement.
        }
    }

    private static async Task TryAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, sql, cancellationToken);
        }
        catch (MySqlException unknown) when (MySqlFailure.IsNotSupported(unknown))
        {
            // Galera has no such locks: it goes without.
        }
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the text is built from constants of this program and a checked name
        using var command = new MySqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
