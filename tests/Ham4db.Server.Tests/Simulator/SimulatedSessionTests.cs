using Ham4db.Simulator;
using MySqlConnector;

namespace Ham4db.Server.Tests.Simulator;

public sealed class SimulatedSessionTests : IAsyncLifetime
{
    private readonly SimulatedFleet _fleet = SimulatedFleet.Tree(2, SimulatedDialect.MySql80);

    private SimulatedInstance Master => _fleet.Instances[0];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pool_ConnectionTakenAgain_IsTheSameOne(bool reset)
    {
        var settings = Master.Settings();
        (settings.Pooling, settings.ConnectionReset) = (true, reset);
        await using var source = new MySqlDataSource(settings.ConnectionString);

        for (var i = 0; i < 3; i++)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new MySqlCommand("SELECT @@server_id", connection);
            Convert.ToInt32(await command.ExecuteScalarAsync(), null).ShouldBe(Master.Port);
        }

        Master.ConnectionsAccepted.ShouldBe(1);
    }

    [Fact]
    public async Task Ping_And_ChangeDatabase_Succeed()
    {
        await using var connection = await Master.OpenAsync();

        (await connection.PingAsync()).ShouldBeTrue();
        await connection.ChangeDatabaseAsync("test");
    }

    [Fact]
    public async Task Batch_SeveralStatements_EachHasItsResult()
    {
        await using var connection = await Master.OpenAsync();
        await using var batch = new MySqlBatch(connection);
        foreach (var sql in new[] { "SELECT 1 AS one", "SHOW MASTER STATUS", "SHOW SLAVE STATUS", "SHOW SLAVE HOSTS" })
        {
            batch.BatchCommands.Add(new MySqlBatchCommand(sql));
        }

        await using var reader = await batch.ExecuteReaderAsync();
        var firstColumns = new List<string>();
        do
        {
            firstColumns.Add(reader.GetName(0));
            while (await reader.ReadAsync())
            {
                reader.GetValue(0).ShouldNotBeNull();
            }
        }
        while (await reader.NextResultAsync());

        firstColumns.ShouldBe(["one", "File", "Slave_IO_State", "Server_id"]);
    }

    [Fact]
    public async Task MultiStatement_OneFails_WhatCameBeforeIsDelivered()
    {
        await using var connection = await Master.OpenAsync();
        await using var command = new MySqlCommand("SELECT 1; SELECT 2; SELECT @@nosuch; SELECT 3", connection);
        await using var reader = await command.ExecuteReaderAsync();

        (await reader.ReadAsync()).ShouldBeTrue();
        (await reader.NextResultAsync()).ShouldBeTrue();
        (await reader.ReadAsync()).ShouldBeTrue();
        reader.GetInt64(0).ShouldBe(2);
        var failure = await Should.ThrowAsync<MySqlException>(() => reader.NextResultAsync());

        failure.Number.ShouldBe(1193);
    }

    [Fact]
    public async Task Connection_AfterAnError_GoesOn()
    {
        await using var connection = await Master.OpenAsync();
        await using var wrong = new MySqlCommand("FROB THE KNOB", connection);
        await using var right = new MySqlCommand("SELECT 'still here'", connection);

        var failure = await Should.ThrowAsync<MySqlException>(() => wrong.ExecuteScalarAsync());

        failure.Number.ShouldBe(1064);
        failure.Message.ShouldContain("'FROB THE KNOB'");
        (await right.ExecuteScalarAsync()).ShouldBe("still here");
    }

    [Fact]
    public async Task Statements_Received_AreReported()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var instance = _fleet.Add(new SimulatedInstanceOptions { OnStatement = seen.Enqueue });

        await instance.ScalarAsync("SELECT 1; SELECT 2");

        seen.ShouldBe(["SET NAMES utf8mb4", "SELECT 1", "SELECT 2"]);
    }

    [Fact]
    public async Task ManyClients_AtOnce_AllAreAnswered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Master.ScalarAsync("SELECT @@report_port"))));

        answers.Select(answer => Convert.ToInt32(answer, null)).ShouldAllBe(port => port == Master.Port);
    }
}
