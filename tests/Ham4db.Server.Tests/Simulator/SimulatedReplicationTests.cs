using Ham4db.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Simulator;

public sealed class SimulatedReplicationTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly SimulatedFleet _fleet;

    public SimulatedReplicationTests() => _fleet = SimulatedFleet.Tree(2, timeProvider: _time);

    private SimulatedInstance Master => _fleet.Instances[0];

    private SimulatedInstance Replica => _fleet.Instances[1];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Fact]
    public async Task Healthy_Replica_FollowsItsMasterAndTheClock()
    {
        var before = (ulong)(await Master.RowAsync("SHOW MASTER STATUS"))["Position"]!;
        _time.Advance(TimeSpan.FromSeconds(10));

        var master = await Master.RowAsync("SHOW MASTER STATUS");
        var replica = await Replica.RowAsync("SHOW SLAVE STATUS");

        ((ulong)master["Position"]!).ShouldBeGreaterThan(before);
        replica["Exec_Master_Log_Pos"].ShouldBe(master["Position"]);
        replica["Read_Master_Log_Pos"].ShouldBe(master["Position"]);
        replica.ShouldContainKeyAndValue("Master_Port", (long)Master.Port);
        replica.ShouldContainKeyAndValue("Slave_IO_Running", "Yes");
        replica.ShouldContainKeyAndValue("Slave_SQL_Running", "Yes");
        replica.ShouldContainKeyAndValue("Seconds_Behind_Master", 0L);
        replica.ShouldContainKeyAndValue("Using_Gtid", "Slave_Pos");
    }

    [Fact]
    public async Task Master_HasNoReplicaStatus_AndListsItsReplicas()
    {
        var hosts = await Master.RowsAsync("SHOW SLAVE HOSTS");

        (await Master.RowsAsync("SHOW SLAVE STATUS")).ShouldBeEmpty();
        hosts.Select(row => $"{row["Host"]}:{row["Port"]}").ShouldBe(_fleet.Instances.Skip(1).Select(replica => replica.Address));
    }

    [Fact]
    public async Task Lag_Set_ShowsInSecondsAndInPositions()
    {
        _time.Advance(TimeSpan.FromMinutes(5));
        Replica.SetLag(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromMinutes(1));

        var status = await Replica.RowAsync("SHOW SLAVE STATUS");

        status.ShouldContainKeyAndValue("Seconds_Behind_Master", 30L);
        ((ulong)status["Exec_Master_Log_Pos"]!).ShouldBeLessThan((ulong)status["Read_Master_Log_Pos"]!);
    }

    [Fact]
    public async Task BrokenSqlThread_ReadsOnAndAppliesNoMore()
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        Replica.BreakSqlThread(1062, "Duplicate entry '1' for key 'PRIMARY'");
        var atBreak = (await Replica.RowAsync("SHOW SLAVE STATUS"))["Exec_Master_Log_Pos"];
        _time.Advance(TimeSpan.FromSeconds(10));

        var status = await Replica.RowAsync("SHOW SLAVE STATUS");

        status.ShouldContainKeyAndValue("Slave_SQL_Running", "No");
        status.ShouldContainKeyAndValue("Slave_IO_Running", "Yes");
        status.ShouldContainKeyAndValue("Last_SQL_Error", "Duplicate entry '1' for key 'PRIMARY'");
        status["Seconds_Behind_Master"].ShouldBeNull();
        status["Exec_Master_Log_Pos"].ShouldBe(atBreak);
        ((ulong)status["Read_Master_Log_Pos"]!).ShouldBeGreaterThan((ulong)atBreak!);
    }

    [Fact]
    public async Task BrokenIoThread_Stops_AndStartsAgain()
    {
        Replica.BreakIoThread(1236, "Could not find first log file name in binary log index file");
        var broken = await Replica.RowAsync("SHOW SLAVE STATUS");
        Replica.StartReplication();
        var mended = await Replica.RowAsync("SHOW SLAVE STATUS");

        broken.ShouldContainKeyAndValue("Slave_IO_Running", "No");
        broken.ShouldContainKeyAndValue("Last_IO_Errno", 1236L);
        mended.ShouldContainKeyAndValue("Slave_IO_Running", "Yes");
    }

    [Fact]
    public async Task StoppedMaster_LeavesReplicasConnecting()
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        var atDeath = (await Replica.RowAsync("SHOW SLAVE STATUS"))["Read_Master_Log_Pos"];
        Master.Stop();
        _time.Advance(TimeSpan.FromSeconds(10));

        var status = await Replica.RowAsync("SHOW SLAVE STATUS");

        status.ShouldContainKeyAndValue("Slave_IO_Running", "Connecting");
        status.ShouldContainKeyAndValue("Last_IO_Errno", 2003L);
        status["Seconds_Behind_Master"].ShouldBeNull();
        status["Read_Master_Log_Pos"].ShouldBe(atDeath);
    }

    [Fact]
    public async Task StoppedReplica_IsListedNoMore()
    {
        Replica.Stop();

        (await Master.RowsAsync("SHOW SLAVE HOSTS")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Promotion_KeepsHistory_AndGoesOnFromThere()
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        Master.Stop();
        Replica.ResetReplication();
        Replica.SetReadOnly(false);
        _fleet.Instances[2].ReplicateFrom(Replica);
        _time.Advance(TimeSpan.FromSeconds(5));

        (await Replica.ScalarAsync("SELECT @@gtid_current_pos")).ShouldBe($"0-{Replica.Port}-30");
        (await _fleet.Instances[2].ScalarAsync("SELECT @@gtid_slave_pos")).ShouldBe($"0-{Replica.Port}-30");
        (await Replica.RowsAsync("SHOW SLAVE HOSTS")).ShouldHaveSingleItem().ShouldContainKeyAndValue("Port", (long)_fleet.Instances[2].Port);
    }

    [Fact]
    public async Task ExecutedSet_AfterPromotion_NamesBothWriters()
    {
        await using var fleet = SimulatedFleet.Tree(1, SimulatedDialect.MySql80, _time);
        var (master, replica) = (fleet.Instances[0], fleet.Instances[1]);
        _time.Advance(TimeSpan.FromSeconds(10));
        replica.ResetReplication();
        replica.SetReadOnly(false);
        _time.Advance(TimeSpan.FromSeconds(5));

        var set = (string?)await replica.ScalarAsync("SELECT @@global.gtid_executed");

        set!.Split(",\n").ShouldBe([$"{master.ServerUuid}:1-20", $"{replica.ServerUuid}:21-30"], ignoreOrder: true);
    }

    [Fact]
    public async Task Ring_OfTwoMasters_IsAnswered()
    {
        Master.ReplicateFrom(Replica);
        _time.Advance(TimeSpan.FromSeconds(10));

        (await Master.RowAsync("SHOW SLAVE STATUS")).ShouldContainKeyAndValue("Master_Port", (long)Replica.Port);
        (await Replica.RowAsync("SHOW SLAVE STATUS")).ShouldContainKeyAndValue("Master_Port", (long)Master.Port);
    }
}
