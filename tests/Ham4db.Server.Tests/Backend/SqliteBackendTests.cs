using CsCheck;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Backend.Sqlite;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend;

public sealed class SqliteBackendTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("sqlite");

    private string File => _directory.Combine("ham4db.sqlite3");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public Task Apply_AnyCommandsThenRestart_LoadsExactlyTheSame()
        => Commands.Sequences.SampleAsync(
            async commands =>
            {
                var file = _directory.Combine(Path.GetRandomFileName());
                await using (var before = await OpenAsync(file))
                {
                    for (var i = 0; i < commands.Length; i++)
                    {
                        await before.Ledger.ApplyAsync(new LogPosition(i + 1, 3), commands[i], CancellationToken.None);
                    }
                }

                await using var after = await OpenAsync(file);
                after.Ledger.Current.Show().ShouldBe(DecidedState.Empty.Apply(commands).Show());
                after.Ledger.Position.ShouldBe(commands.Length == 0 ? LogPosition.Start : new LogPosition(commands.Length, 3));
            },
            iter: 25,
            threads: 1);

    [Fact]
    public async Task Restore_Snapshot_ReplacesEveryRowAndSurvivesARestart()
    {
        var wanted = DecidedState.Empty.Apply(new PutTag(new InstanceKey("new", 1), "n", "v").At(Fold.Noon, "key"), new SetLeaderUri(new Uri("http://n:1")).At(Fold.Noon));
        var replaced = 0;
        await using (var before = await OpenAsync(File))
        {
            await before.Ledger.ApplyAsync(new LogPosition(1, 1), new RegisterInstance(new InstanceKey("old", 1)).At(Fold.Noon, "old"), CancellationToken.None);
            before.Ledger.Replaced += () => replaced++;

            await before.Ledger.RestoreAsync(wanted, new LogPosition(90, 7), CancellationToken.None);
        }

        await using var after = await OpenAsync(File);
        replaced.ShouldBe(1);
        after.Ledger.Current.Show().ShouldBe(wanted.Show());
        after.Ledger.Position.ShouldBe(new LogPosition(90, 7));
    }

    [Fact]
    public async Task Applied_IsRaisedAfterTheStateWasReplaced()
    {
        await using var backend = await OpenAsync(File);
        var seen = new List<bool>();
        backend.Ledger.Applied += (envelope, result) => seen.Add(backend.Ledger.Current.Registered.Contains(result.Keys[0]));

        await backend.Ledger.ApplyAsync(new LogPosition(1, 1), new RegisterInstance(new InstanceKey("a", 1)).At(Fold.Noon), CancellationToken.None);

        seen.ShouldBe([true]);
    }

    [Fact]
    public async Task Inventory_WrittenAndRemoved_ComesBackAfterARestart()
    {
        var full = new Instance
        {
            Key = new InstanceKey("a", 3306),
            Version = "10.11.6-MariaDB",
            ClusterName = "a:3306",
            SqlThread = ReplicationThreadState.Stopped,
            SecondsBehindMaster = 7,
            Replicas = [new InstanceKey("b", 3306), new InstanceKey("c", 3306)],
            MasterKey = new InstanceKey("//gone", 3306),
            SelfBinlogCoordinates = new BinlogCoordinates("bin.000001", 44, BinlogType.Binary),
            DetectedPromotionRule = PromotionRule.MustNot,
            LastChecked = Fold.Noon,
            LastSeen = Fold.Noon.AddTicks(-3),
            LastDiscoveryLatency = TimeSpan.FromMilliseconds(3.25),
        };
        await using (var before = await OpenAsync(File))
        {
            await before.Inventory.WriteAsync([full, full with { Key = new InstanceKey("x", 1) }], [], CancellationToken.None);
            await before.Inventory.WriteAsync([full with { ReadOnly = true }], [new InstanceKey("x", 1)], CancellationToken.None);
        }

        await using var after = await OpenAsync(File);
        var read = (await after.Inventory.ReadAllAsync(CancellationToken.None)).ShouldHaveSingleItem();
        read.Replicas.ShouldBe(full.Replicas);
        (read with { Replicas = full.Replicas, Group = full.Group }).ShouldBe(full with { ReadOnly = true });
    }

    [Fact]
    public async Task Inventory_DocumentOfAnOlderVersion_GetsTheDefaultsOfWhatItLacks()
    {
        await using var backend = await OpenAsync(File);
        await backend.Inventory.WriteAsync([new Instance { Key = new InstanceKey("a", 1) }], [], CancellationToken.None);
        Shell("UPDATE instance SET document = '{\"Key\":{\"Hostname\":\"a\",\"Port\":1},\"Version\":\"8.0\"}'");

        var read = (await backend.Inventory.ReadAllAsync(CancellationToken.None)).ShouldHaveSingleItem();

        read.ShouldBeEquivalentTo(new Instance { Key = new InstanceKey("a", 1), Version = "8.0" });
    }

    [Fact]
    public async Task Inventory_UnreadableDocument_IsLeftOut()
    {
        await using var backend = await OpenAsync(File);
        await backend.Inventory.WriteAsync([new Instance { Key = new InstanceKey("a", 1) }, new Instance { Key = new InstanceKey("b", 1) }], [], CancellationToken.None);
        Shell("UPDATE instance SET document = '{' WHERE hostname = 'a'");

        (await backend.Inventory.ReadAllAsync(CancellationToken.None)).ShouldHaveSingleItem().Key.Hostname.ShouldBe("b");
    }

    [Fact]
    public async Task Open_SecondServerOnTheSameFile_IsRefusedAndTheFirstGoesOn()
    {
        await using var first = await OpenAsync(File);

        var refused = await Should.ThrowAsync<BackendException>(() => OpenAsync(File));

        refused.Message.ShouldStartWith($"SQLite3DataFile {File} is in use by another process");
        await first.Health.CheckAsync(CancellationToken.None);
        first.Health.TakesWrites.ShouldBeTrue();
    }

    [Fact]
    public async Task Open_FreedFile_WorksAgain()
    {
        await (await OpenAsync(File)).DisposeAsync();

        await using var again = await OpenAsync(File);

        again.Health.TakesWrites.ShouldBeTrue();
    }

    public static TheoryData<string, string> BadFiles => new()
    {
        { "missing directory", "does not exist; create it" },
        { "directory", "is a directory: set it to the path of a file" },
        { "text", "is not a SQLite database: set SQLite3DataFile to another path" },
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

        var refused = await Should.ThrowAsync<BackendException>(() => OpenAsync(file));

        refused.Message.ShouldContain(file);
        refused.Message.ShouldContain(message);
        refused.Message.ShouldNotContain('\n');
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

        if (what is "text")
        {
            await System.IO.File.WriteAllTextAsync(File, new string('x', 8_192));
            return null;
        }

        await using (var backend = await OpenAsync(File))
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

    private void Shell(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<Opened> OpenAsync(string file)
    {
        var database = new SqliteDatabase(file, TimeProvider.System, NullLogger.Instance);
        try
        {
            var ledger = new SqliteDecidedLedger(database);
            await new SqliteBackend(database, ledger).StartAsync(CancellationToken.None);
            return new Opened(
                database,
                ledger,
                new SqliteInventoryStore(database, NullLogger<SqliteInventoryStore>.Instance),
                new SqliteBackendHealth(database, TimeProvider.System));
        }
        catch (BackendException)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private sealed record Opened(SqliteDatabase Database, SqliteDecidedLedger Ledger, SqliteInventoryStore Inventory, SqliteBackendHealth Health) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
