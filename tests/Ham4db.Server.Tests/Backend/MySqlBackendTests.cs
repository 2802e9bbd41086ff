using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.MySql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend;

[Collection(MariaDbBackend.Collection)]
public sealed class MySqlBackendTests(MariaDbBackend backend) : BackendTests
{
    [Fact]
    public async Task Apply_DatabaseThatAnotherNodeTookOver_IsRefusedAndWritesNothing()
    {
        var name = NewName();
        await using var opened = await OpenAsync(name);
        await opened.Ledger.ResetAsync("mine", CancellationToken.None);
        await ChangeAsync(name, "UPDATE command_log_position SET log_id = 'another'");

        var refused = await Should.ThrowAsync<BackendException>(
            () => opened.Ledger.ApplyAsync(new LogPosition(1, 1), new SetClusterAlias("a", "b").At(Fold.Noon), CancellationToken.None));

        refused.Message.ShouldContain("was taken over by another ham4db-server");
        opened.Ledger.Current.AliasOverrides.ShouldBeEmpty();
        (await backend.Server.ScalarAsync($"SELECT COUNT(*) FROM `{name}`.cluster_alias_override")).ShouldBe(0L);
    }

    [Fact]
    public async Task Apply_RowsLongGone_AreRemovedWithWhatExpired()
    {
        var name = NewName();
        await using var opened = await OpenAsync(name);
        await ApplyAsync(1, new SetClusterAlias("a", "b"), TimeSpan.Zero);
        await ApplyAsync(2, new SetClusterAlias("a", ""), TimeSpan.FromMinutes(1));
        (await CountAsync()).ShouldBe(1L);

        await ApplyAsync(3, new SetClusterAlias("c", "d"), TimeSpan.FromHours(3));

        (await CountAsync()).ShouldBe(0L);

        Task ApplyAsync(long index, Command command, TimeSpan after)
            => opened.Ledger.ApplyAsync(new LogPosition(index, 1), command.At(Fold.Noon + after), CancellationToken.None);

        Task<object?> CountAsync() => backend.Server.ScalarAsync($"SELECT COUNT(*) FROM `{name}`.cluster_alias_override WHERE cluster_name = 'a'");
    }

    private protected override async Task<OpenedBackend> OpenAsync(string name)
    {
        var options = MariaDbBackend.OptionsFor(backend.Server.Port, name);
        var time = new SettableTime();
        var database = new MySqlDatabase(options, time, NullLogger.Instance);
        var dataLock = new MySqlDataLock(options);
        var ledger = new MySqlDecidedLedger(database, time);
        var hosted = new MySqlBackend(database, dataLock, ledger);
        try
        {
            await hosted.StartAsync(CancellationToken.None);
        }
        catch (BackendException)
        {
            await hosted.StopAsync(CancellationToken.None);
            throw;
        }

        return new OpenedBackend(
            ledger,
            new MySqlInventoryStore(database, isShared: false, () => 0, time, NullLogger<MySqlInventoryStore>.Instance),
            new MySqlBackendHealth(database, dataLock, ProcessIdentity.New(time)),
            time,
            async () => await hosted.StopAsync(CancellationToken.None));
    }

    private protected override Task ChangeAsync(string name, string sql) => backend.Server.ExecuteAsync($"USE `{name}`; {sql}");
}
