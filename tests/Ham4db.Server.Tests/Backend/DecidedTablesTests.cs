using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Backend.Sqlite;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend;

public sealed class DecidedTablesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("tables");

    private string File => _directory.Combine("ham4db.sqlite3");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Commit_OfTheOnlyCopy_WaitsForTheDisk(bool isOnlyCopy, long synchronous)
    {
        await using var database = new SqliteDatabase(File, isOnlyCopy, TimeProvider.System, NullLogger.Instance);
        database.Open();

        (await database.RunAsync(statements => statements.Query("PRAGMA synchronous", row => row.GetInt64(0)).Single(), null, CancellationToken.None))
            .ShouldBe(synchronous);
    }

    [Fact]
    public async Task Open_FileOfTheFirstSchema_KeepsWhatWasDecidedAndTheTerm()
    {
        using (var connection = Connect())
        {
            SchemaMigrator.Migrate(connection, File, [.. Migration.All.Take(1)], Fold.Noon);
            Run(connection, """
                INSERT INTO registered_instance VALUES ('a', 1);
                INSERT INTO downtime VALUES ('a', 1, 'ann', 'disk', '2026-01-02T12:00:00.0000000Z', '2026-01-02T13:00:00.0000000Z');
                INSERT INTO candidate VALUES ('a', 1, 'prefer_not', '2026-01-02T12:00:00.0000000Z', '2026-01-02T13:00:00.0000000Z');
                INSERT INTO idempotency VALUES ('key', 'digest', '2026-01-02T12:00:00.0000000Z', 0, '[{"Hostname":"a","Port":1}]');
                INSERT INTO metadata VALUES ('own_term', 41), ('leader_uri', 'http://n1:3000'), ('purged_at', '2026-01-02T12:00:00.0000000Z');
                UPDATE raft_applied SET log_id = 'own', log_index = 17, term = 41;
                """);
        }

        await using var database = new SqliteDatabase(File, isOnlyCopy: true, TimeProvider.System, NullLogger.Instance);
        var ledger = new SqliteDecidedLedger(database);
        await new SqliteBackend(database, ledger, NullLogger<SqliteBackend>.Instance).StartAsync(CancellationToken.None);

        var a = new InstanceKey("a", 1);
        ledger.Position.ShouldBe(new LogPosition(17, 41));
        ledger.Current.Registered.ShouldBe([a]);
        ledger.Current.Downtimes[a].ShouldBe(new Downtime("ann", "disk", Fold.Noon, Fold.Noon.AddHours(1)));
        ledger.Current.Candidates[a].ShouldBe(new Candidate(PromotionRule.PreferNot, Fold.Noon, Fold.Noon.AddHours(1)));
        ledger.Current.KeptResults["key"].Result.Keys.ShouldBe([a]);
        ledger.Current.LeaderUri.ShouldBe(new Uri("http://n1:3000"));
        ledger.Current.PurgedAt.ShouldBe(Fold.Noon);
        (await ledger.AdoptAsync("own", CancellationToken.None)).ShouldBe(42);
    }

    [Fact]
    public async Task Restore_Snapshot_DoesNotTakeTheNodesTermBack()
    {
        await using var database = new SqliteDatabase(File, isOnlyCopy: true, TimeProvider.System, NullLogger.Instance);
        var ledger = new SqliteDecidedLedger(database);
        await new SqliteBackend(database, ledger, NullLogger<SqliteBackend>.Instance).StartAsync(CancellationToken.None);
        var first = await ledger.AdoptAsync("own", CancellationToken.None);

        await ledger.RestoreAsync(DecidedState.Empty, LogPosition.Start, CancellationToken.None);

        (await ledger.AdoptAsync("own", CancellationToken.None)).ShouldBe(first + 1);
    }

    [Fact]
    public void Schema_OfTheFile_HasTheDescribedTablesAndNoOtherColumns()
    {
        using var connection = Connect();
        SchemaMigrator.Migrate(connection, File, Migration.All, Fold.Noon);

        foreach (var table in DecidedSchema.Tables)
        {
            ReadColumns(connection, table.Name).ShouldBe(
                table.Columns.Select(column => (column.Name, Type(column), table.Key.Contains(column))), table.Name);
        }
    }

    [Fact]
    public void Schema_Identifiers_AreSafeInEveryEngine()
        => DecidedSchema.Tables
            .SelectMany(table => table.Columns.Select(column => column.Name).Append(table.Name))
            .ShouldAllBe(name => name.Length <= 64 && name.All(c => char.IsAsciiLetterLower(c) || c == '_'));

    [Fact]
    public void Schema_Keys_HoldNoTextOfAnyLength()
        => DecidedSchema.Tables.ShouldAllBe(
            table => table.Key.Length > 0 && table.Key.All(column => column.Kind == ColumnKind.Name || column.Kind == ColumnKind.Number));

    private static string Type(DecidedColumn column) => column.Kind == ColumnKind.Number ? "INTEGER" : "TEXT";

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<(string Name, string Type, bool InKey)> ReadColumns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, type, pk > 0 FROM pragma_table_info($table) ORDER BY cid";
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string, bool)>();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        }

        return columns;
    }
}
