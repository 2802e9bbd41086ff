using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Sqlite;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;
using Ham4db.Server.Tests.Consensus;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend;

public sealed class SqliteBackendTests : BackendTests, IDisposable
{
    private readonly TemporaryDirectory _directory = new("sqlite");

    private string File => _directory.Combine("ham4db.sqlite3");

    public void Dispose() => _directory.Dispose();

    private protected override Task<OpenedBackend> OpenAsync(string name) => OpenFileAsync(_directory.Combine(name));

    private protected override Task ChangeAsync(string name, string sql)
    {
        Shell(sql, _directory.Combine(name));
        return Task.CompletedTask;
    }


    public static TheoryData<string, string> BadFiles => new()
    {
        { "missing directory", "does not exist; create it" },
        { "directory", "is a directory: set it to the path of a file" },
        { "text", "is not a SQLite database: set SQLite3DataFile to another path" },
        { "foreign", "holds tables of another program (database_instance and 1 more), which are left alone: set it to a file of its own" },
        { "damaged", "is damaged" },
        { "newer", $"was written by a newer ham4db-server (schema 99, this one knows {Migration.All.Count}): run that version" },
        { "changed", "has another schema 1 than this ham4db-server" },
        { "unreadable row", "is damaged" },
        { "locked", "is locked by another process: close whatever has it open" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Open_BadFile_SaysInOneLineWhatToDo(string what, string message)
    {
        using var holder = await SpoilAsync(what);
        var file = what == "missing directory" ? _directory.Combine("no", "ham4db.sqlite3") : File;

        var refused = await Should.ThrowAsync<BackendException>(() => OpenFileAsync(file));

        refused.Message.ShouldContain(file);
        refused.Message.ShouldContain(message);
        refused.Message.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("damaged index")]
    [InlineData("unreadable row")]
    [InlineData("lost header")]
    public async Task Open_DamagedFileThatIsNotTheOnlyCopy_IsKeptAsideAndANewOneBegun(string what)
    {
        await SpoilAsync(what);
        var spoilt = await System.IO.File.ReadAllBytesAsync(File);
        using var logs = new RecordingLogs();

        await using var backend = await OpenFileAsync(File, isOnlyCopy: false, logs);

        backend.Ledger.Position.ShouldBe(LogPosition.Start);
        backend.Ledger.Current.Tags.ShouldBeEmpty();
        await backend.Ledger.ApplyAsync(new LogPosition(1, 1), new PutTag(new InstanceKey("a", 1), "n", "v").At(Fold.Noon), CancellationToken.None);
        var aside = Directory.GetFiles(_directory.FullPath, "ham4db.sqlite3.damaged-*").ShouldHaveSingleItem();
        (await System.IO.File.ReadAllBytesAsync(aside)).ShouldBe(spoilt);
        var line = logs.Lines.Single(line => line.Level == LogLevel.Error);
        line.Text.ShouldContain(File);
        line.Text.ShouldContain(aside);
    }

    [Theory]
    [InlineData("text", "is not a SQLite database")]
    [InlineData("foreign", "holds tables of another program")]
    [InlineData("newer", "newer ham4db-server")]
    [InlineData("locked", "is locked by another process")]
    public async Task Open_FileThatIsNotDamaged_StaysWhereItIs(string what, string message)
    {
        using var holder = await SpoilAsync(what);

        // Twice: what a first start left there must not make the file look like a server's own.
        (await Should.ThrowAsync<BackendException>(() => OpenFileAsync(File, isOnlyCopy: false))).Message.ShouldContain(message);
        (await Should.ThrowAsync<BackendException>(() => OpenFileAsync(File, isOnlyCopy: false))).Message.ShouldContain(message);

        Directory.GetFiles(_directory.FullPath, "*.damaged-*").ShouldBeEmpty();
    }

    [Fact]
    public void Migrate_OlderSchema_RunsWhatIsMissingOnce()
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        Migration[] steps = [new(1, "CREATE TABLE one (x)"), new(2, "CREATE TABLE two (x)")];

        var ran = new[]
        {
            SchemaMigrator.Migrate(connection, File, steps[..1], Fold.Noon),
            SchemaMigrator.Migrate(connection, File, steps, Fold.Noon),
            SchemaMigrator.Migrate(connection, File, steps, Fold.Noon),
        };

        ran.ShouldBe([1, 1, 0]);
    }

    private async Task<IDisposable?> SpoilAsync(string what)
    {
        if (what is "missing directory")
        {
            return null;
        }

        if (what is "directory")
        {
            Directory.CreateDirectory(File);
            return null;
        }

        if (what is "foreign")
        {
            Shell("CREATE TABLE database_instance (hostname, port); CREATE TABLE hostname_unresolve (hostname)");
            return null;
        }

        if (what is "text")
        {
            await System.IO.File.WriteAllTextAsync(File, new string('x', 8_192));
            return null;
        }

        await using (var backend = await OpenFileAsync(File))
        {
            for (var i = 1; i < 200; i++)
            {
                await backend.Ledger.ApplyAsync(new LogPosition(i, 1), new PutTag(new InstanceKey("a", i), "n", new string('v', 100)).At(Fold.Noon), CancellationToken.None);
            }
        }

        switch (what)
        {
            case "damaged":
                Shell("PRAGMA wal_checkpoint(TRUNCATE)");
                var bytes = await System.IO.File.ReadAllBytesAsync(File);
                bytes.AsSpan(bytes.Length / 2).Fill(0x3c);
                await System.IO.File.WriteAllBytesAsync(File, bytes);
                return null;
            case "damaged index":
                // An index that lacks a row of its table: its pages are well-formed, and the quick check passes it.
                Shell("CREATE TABLE t (x); CREATE INDEX i ON t (x) WHERE x > 1; INSERT INTO t VALUES (1), (2)");
                Shell("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t (x)' WHERE name = 'i'");
                return null;
            case "lost header":
                Shell("PRAGMA wal_checkpoint(TRUNCATE)");
                var whole = await System.IO.File.ReadAllBytesAsync(File);
                whole.AsSpan(0, 4_096).Clear();
                await System.IO.File.WriteAllBytesAsync(File, whole);
                return null;
            case "newer":
                Shell("INSERT INTO schema_migration VALUES (99, 'x', 'x')");
                return null;
            case "changed":
                Shell("UPDATE schema_migration SET checksum = 'x'");
                return null;
            case "unreadable row":
                Shell("INSERT INTO candidate VALUES ('a', 1, 'sometimes', 'x', 'x')");
                return null;
            default:
                return Lock();
        }
    }

    private SqliteConnection Lock()
    {
        var holder = new SqliteConnection($"Data Source={File};Pooling=False");
        holder.Open();
        using var command = holder.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return holder;
    }

    private void Shell(string sql, string? file = null)
    {
        using var connection = new SqliteConnection($"Data Source={file ?? File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<OpenedBackend> OpenFileAsync(string file, bool isOnlyCopy = true, RecordingLogs? logs = null)
    {
        var time = new SettableTime();
        var database = new SqliteDatabase(file, isOnlyCopy, time, NullLogger.Instance);
        try
        {
            var ledger = new SqliteDecidedLedger(database);
            await new SqliteBackend(database, ledger, logs is null ? NullLogger<SqliteBackend>.Instance : new Logger<SqliteBackend>(logs)).StartAsync(CancellationToken.None);
            return new OpenedBackend(
                ledger,
                new SqliteInventoryStore(database, NullLogger<SqliteInventoryStore>.Instance),
                new SqliteBackendHealth(database, time),
                time,
                database.DisposeAsync);
        }
        catch (BackendException)
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
