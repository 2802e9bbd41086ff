using Ham4db.Simulator;
using Ham4db.Testing;
using MySqlConnector;

namespace Ham4db.Server.Tests.Simulator;

public sealed class SimulatedReachabilityTests : IAsyncLifetime
{
    private readonly SimulatedFleet _fleet = SimulatedFleet.Tree(0);

    private SimulatedInstance Instance => _fleet.Instances[0];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Fact]
    public async Task Stopped_RefusesAndBreaks_AndStartsOnTheSamePort()
    {
        await using var old = await Instance.OpenAsync();
        await using var onOld = new MySqlCommand("SELECT 1", old);
        var port = Instance.Port;

        Instance.Stop();

        await Should.ThrowAsync<MySqlException>(() => onOld.ExecuteScalarAsync());
        await Should.ThrowAsync<MySqlException>(() => Instance.OpenAsync());
        Instance.Start();
        (await Instance.ScalarAsync("SELECT @@port")).ShouldBe((long)port);
    }

    [Fact]
    public async Task Hung_AcceptsAndAnswersOnlyWhenItGoesOn()
    {
        await using var connection = await Instance.OpenAsync();
        await using var command = new MySqlCommand("SELECT 'late'", connection);

        Instance.Hang();
        var asked = command.ExecuteScalarAsync();
        var greeted = Instance.OpenAsync();
        await Eventually.BecomesTrueAsync("both connections to be open", () => Instance.ConnectionsOpen == 2);
        asked.IsCompleted.ShouldBeFalse();
        greeted.IsCompleted.ShouldBeFalse();
        Instance.Start();

        (await asked).ShouldBe("late");
        await (await greeted).DisposeAsync();
    }

    [Fact]
    public async Task Restart_BeginsUptimeAnew()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var fleet = SimulatedFleet.Tree(0, timeProvider: time);
        time.Advance(TimeSpan.FromMinutes(3));
        var before = await fleet.Instances[0].RowAsync("SHOW GLOBAL STATUS LIKE 'Uptime'");

        fleet.Instances[0].Stop();
        fleet.Instances[0].Start();

        before.ShouldContainKeyAndValue("Value", "180");
        (await fleet.Instances[0].RowAsync("SHOW GLOBAL STATUS LIKE 'Uptime'")).ShouldContainKeyAndValue("Value", "0");
    }

    [Fact]
    public async Task Fleet_OfFiveHundred_ServesEach()
    {
        await using var fleet = SimulatedFleet.Tree(499);

        (await fleet.Instances[0].RowsAsync("SHOW SLAVE HOSTS")).Count.ShouldBe(499);
        (await fleet.Instances[499].RowAsync("SHOW SLAVE STATUS")).ShouldContainKeyAndValue("Slave_IO_Running", "Yes");
    }
}
