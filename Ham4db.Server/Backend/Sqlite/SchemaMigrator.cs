using Microsoft.Data.Sqlite;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>Brings the schema of a file up to date, forward only.</summary>
internal static class SchemaMigrator
{
    /// <summary>Runs the steps that the file lacks, each in a transaction with its record.</summary>
    /// <returns>How many steps ran.</returns>
    /// <exception cref="BackendException">A newer server, or no ham4db server, wrote the file.</exception>
    public static int Migrate(SqliteConnection connection, string file, IReadOnlyList<Migration> migrations, DateTimeOffset now)
    {
        RefuseForeignTables(connection, file);
        Execute(connection, null, "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)");
        var done = ReadDone(connection);
        Check(file, migrations, done);
        var missing = migrations.Where(step => !done.ContainsKey(step.Version)).ToList();
        foreach (var step in missing)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, transaction, step.Sql);
            Record(connection, transaction, step, now);
            transaction.Commit();
        }

        return missing.Count;
    }

    // The files of the Go servers are SQLite too, under the same configuration key, and some of their tables have the same names.
    private static void RefuseForeignTables(SqliteConnection connection, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        if (tables.Count > 0 && !tables.Contains("schema_migration"))
        {
            throw new BackendException(
                $"SQLite3DataFile {file} holds tables of another program ({tables[0]} and {tables.Count - 1} more), which are left alone: set it to a file of its own.");
        }
    }

    private static void Check(string file, IReadOnlyList<Migration> migrations, Dictionary<int, string> done)
    {
        var newest = migrations.Max(step => step.Version);
        var found = done.Keys.DefaultIfEmpty(0).Max();
        if (found > newest)
        {
            throw new BackendException(
                $"SQLite3DataFile {file} was written by a newer ham4db-server (schema {found}, this one knows {newest}): run that version, or use another file.");
        }

        var changed = migrations.FirstOrDefault(step => done.TryGetValue(step.Version, out var checksum) && checksum != step.Checksum);
        if (changed is not null)
        {
            throw new BackendException(
                $"SQLite3DataFile {file} has another schema {changed.Version} than this ham4db-server: use the version that wrote it, or another file.");
        }
    }

    private static Dictionary<int, string> ReadDone(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, checksum FROM schema_migration";
        using var reader = command.ExecuteReader();
        var done = new Dictionary<int, string>();
        while (reader.Read())
        {
            done.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return done;
    }

    private static void Record(SqliteConnection connection, SqliteTransaction transaction, Migration step, DateTimeOffset now)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO schema_migration (version, checksum, applied_at) VALUES ($version, $checksum, $at)";
        command.Parameters.AddWithValue("$version", step.Version);
        command.Parameters.AddWithValue("$checksum", step.Checksum);
        command.Parameters.AddWithValue("$at", StoredTime.ToText(now));
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // the text is a constant of this program
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
