using CsCheck;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Backend.MySql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend;

[Collection(MariaDbBackend.Collection)]
public sealed class MySqlDatabaseTests(MariaDbBackend backend)
{
    [Fact]
    public async Task Open_SeveralServersAtOnce_CreateOneSchema()
    {
        var options = backend.NewOptions();

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MariaDbBackend.OpenAsync(options)));

        (await backend.Server.ScalarAsync($"SELECT COUNT(*) FROM `{options.Database}`.schema_migration")).ShouldBe((long)MySqlMigration.All.Count);
        opened.ShouldAllBe(database => database.TakesWrites && database.ServerIdentity == opened[0].ServerIdentity);
        await Task.WhenAll(opened.Select(database => database.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Open_EveryDecidedTable_IsThereWithItsColumns()
    {
        var options = backend.NewOptions();
        await using var database = await MariaDbBackend.OpenAsync(options);

        foreach (var table in DecidedSchema.Tables)
        {
            var columns = (await database.ReadAsync(
                statements => statements.QueryAsync(
                    "SELECT column_name, data_type, column_key, collation_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = @p1 ORDER BY ordinal_position",
                    row => (Name: row.GetString(0), Type: row.GetString(1), IsKey: row.GetString(2) == "PRI", Collation: row.IsDBNull(3) ? "" : row.GetString(3)),
                    table.Name),
                CancellationToken.None)).ToDictionary(column => column.Name);

            columns.Keys.Order().ShouldBe(table.Columns.Select(column => column.Name).Concat(["stamp", "gone", "changed_at"]).Order(), table.Name);
            columns.Values.Where(column => column.IsKey).Select(column => column.Name).Order().ShouldBe(table.Key.Select(column => column.Name).Order(), table.Name);
            foreach (var column in table.Columns)
            {
                columns[column.Name].Type.ShouldBe(
                    column.Kind switch { ColumnKind.Number => "bigint", ColumnKind.Text => "mediumtext", _ => "varchar" }, $"{table.Name}.{column.Name}");
                if (column.Kind == ColumnKind.Name)
                {
                    columns[column.Name].Collation.ShouldBe("utf8mb4_nopad_bin", $"{table.Name}.{column.Name}");
                }
            }
        }
    }

    [Fact]
    public async Task Schema_NoTableHasASecondUniqueKeyOrWhatCountsByItself()
    {
        var options = backend.NewOptions();
        await using var database = await MariaDbBackend.OpenAsync(options);

        (await backend.Server.ScalarAsync($"SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = '{options.Database}' AND index_name <> 'PRIMARY'")).ShouldBe(0L);
        (await backend.Server.ScalarAsync($"SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = '{options.Database}' AND extra LIKE '%auto_increment%'")).ShouldBe(0L);
        (await backend.Server.ScalarAsync($"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '{options.Database}' AND engine <> 'InnoDB'")).ShouldBe(0L);
    }

    [Fact]
    public async Task Writes_InAnyOrder_LeaveTheSameRows()
    {
        await using var forward = await MariaDbBackend.OpenAsync(backend.NewOptions());
        await using var shuffled = await MariaDbBackend.OpenAsync(backend.NewOptions());

        await Gen.Select(Commands.Sequences, Gen.Int[0, 1_000_000]).SampleAsync(
            async given =>
            {
                var writes = Writes(given.Item1);
                var random = new Random(given.Item2);
                await WriteAsync(forward, writes);
                // Another order, and some of it twice.
                await WriteAsync(shuffled, writes.Concat(writes.Where(_ => random.Next(4) == 0)).OrderBy(_ => random.Next()));

                (await ShowAsync(shuffled)).ShouldBe(await ShowAsync(forward));
                (await forward.ReadAsync(MySqlDecidedTables.ReadAllAsync, CancellationToken.None)).Show()
                    .ShouldBe(DecidedState.Empty.Apply(given.Item1).Show());
                await Task.WhenAll(ClearAsync(forward), ClearAsync(shuffled));
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public async Task Transactions_ThatDeadlock_AreRunAgainAndAllTakeEffect()
    {
        await using var database = await MariaDbBackend.OpenAsync(backend.NewOptions());
        await database.RunAsync(
            async statements =>
            {
                foreach (var i in (int[])[1, 2])
                {
                    await statements.ExecuteAsync("INSERT INTO leader_lease VALUES (@p1, 0, '', '', 0, NOW(6), NOW(6))", i);
                }

                return 0;
            },
            CancellationToken.None);
        var runs = 0;
        var firstHolds = new TaskCompletionSource();
        var secondHolds = new TaskCompletionSource();

        await Task.WhenAll(CountAsync(1, 2, firstHolds, secondHolds), CountAsync(2, 1, secondHolds, firstHolds));

        runs.ShouldBeGreaterThan(2);
        (await database.ReadAsync(statements => statements.QueryAsync("SELECT SUM(token) FROM leader_lease", row => row.GetInt64(0)), CancellationToken.None))
            .ShouldBe([4]);

        Task CountAsync(int mine, int other, TaskCompletionSource iHold, TaskCompletionSource itHolds) => database.RunAsync(
            async statements =>
            {
                Interlocked.Increment(ref runs);
                await statements.ExecuteAsync("UPDATE leader_lease SET token = token + 1 WHERE anchor = @p1", mine);
                iHold.TrySetResult();
                await itHolds.Task;
                return await statements.ExecuteAsync("UPDATE leader_lease SET token = token + 1 WHERE anchor = @p1", other);
            },
            CancellationToken.None);
    }

    [Fact]
    public async Task Run_WorkThatFails_ChangesNothing()
    {
        await using var database = await MariaDbBackend.OpenAsync(backend.NewOptions());

        await Should.ThrowAsync<InvalidDataException>(() => database.RunAsync<int>(
            async statements =>
            {
                await statements.ExecuteAsync("INSERT INTO leader_lease VALUES (1, 0, '', '', 0, NOW(6), NOW(6))");
                throw new InvalidDataException();
            },
            CancellationToken.None));

        (await database.ReadAsync(statements => statements.QueryAsync("SELECT anchor FROM leader_lease", row => row.GetInt32(0)), CancellationToken.None)).ShouldBeEmpty();
        database.TakesWrites.ShouldBeTrue();
    }

    [Fact]
    public async Task Open_TablesOfAnotherProgram_AreNotTouched()
    {
        var options = backend.NewOptions();
        await backend.Server.ExecuteAsync($"CREATE DATABASE `{options.Database}`; CREATE TABLE `{options.Database}`.node_health (x INT)");

        var refused = await Should.ThrowAsync<BackendException>(() => MariaDbBackend.OpenAsync(options));

        refused.Message.ShouldContain("holds tables of another program (node_health");
    }

    [Theory]
    [InlineData("INSERT INTO schema_migration VALUES (99, 'x', 'x')", "was written by a newer ham4db-server (schema 99, this one knows ")]
    [InlineData("UPDATE schema_migration SET checksum = 'x'", "has another schema 1 than this ham4db-server")]
    public async Task Open_AnotherSchema_IsRefused(string change, string message)
    {
        var options = backend.NewOptions();
        await (await MariaDbBackend.OpenAsync(options)).DisposeAsync();
        await backend.Server.ExecuteAsync($"USE `{options.Database}`; {change}");

        var refused = await Should.ThrowAsync<BackendException>(() => MariaDbBackend.OpenAsync(options));

        refused.Message.ShouldContain(message);
        refused.Message.ShouldContain(options.ToString());
    }

    public static TheoryData<string, string> BadAddresses => new()
    {
        { "port", "cannot be reached" },
        { "password", "refused the login" },
    };

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public async Task Open_BadAddress_SaysInOneLineWhatToDo(string what, string message)
    {
        var options = backend.NewOptions();
        options = what == "port" ? options with { Port = Ham4db.Testing.FreePort.Next() } : options with { Password = "wr0ng" };
        await using var database = new MySqlDatabase(options, TimeProvider.System, NullLogger.Instance);

        var refused = await Should.ThrowAsync<BackendException>(() => database.OpenAsync(CancellationToken.None));

        refused.Message.ShouldContain(options.ToString());
        refused.Message.ShouldContain(message);
        refused.Message.ShouldNotContain("wr0ng");
        refused.Message.ShouldNotContain('\n');
        database.TakesWrites.ShouldBeFalse();
    }

    private static List<(RowChange Change, string Stamp, DateTimeOffset At)> Writes(IEnumerable<Ham4db.Server.Backend.Commands.CommandEnvelope> commands)
    {
        var state = DecidedState.Empty;
        var index = 0L;
        var writes = new List<(RowChange, string, DateTimeOffset)>();
        foreach (var command in commands)
        {
            index++;
            var decided = Decision.Apply(state, command);
            state = decided.State;
            // Within one command a row is written once, or its last write is what counts.
            writes.AddRange(decided.Rows
                .GroupBy(row => (row.Table.Name, string.Join('\0', row.Key)))
                .Select(rows => (rows.Last(), Stamp.Of(1, index, command.Id), command.SubmittedAt)));
        }

        return writes;
    }

    private static async Task WriteAsync(MySqlDatabase database, IEnumerable<(RowChange Change, string Stamp, DateTimeOffset At)> writes)
    {
        foreach (var (change, stamp, at) in writes)
        {
            await database.RunAsync(
                async statements =>
                {
                    // Without the purge of old tombstones, which a sequence over days would need to see in order.
                    await statements.ExecuteAllAsync([MySqlDecidedTables.Statements([change], stamp, at).First()]);
                    return 0;
                },
                CancellationToken.None);
        }
    }

    private static Task<int> ClearAsync(MySqlDatabase database) => database.RunAsync(
        async statements =>
        {
            await MySqlDecidedTables.ClearAsync(statements);
            return 0;
        },
        CancellationToken.None);

    // Every row with stamp and tombstone, not only what is read.
    private static async Task<string> ShowAsync(MySqlDatabase database)
    {
        var lines = new List<string>();
        foreach (var table in DecidedSchema.Tables)
        {
            lines.AddRange(await database.ReadAsync(
                statements => statements.QueryAsync(
                    $"SELECT * FROM {table.Name} ORDER BY {string.Join(", ", table.Key.Select(column => column.Name))}",
                    row => $"{table.Name}: {string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue))}"),
                CancellationToken.None));
        }

        return string.Join('\n', lines);
    }
}
