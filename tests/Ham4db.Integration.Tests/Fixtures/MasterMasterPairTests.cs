using Ham4db.Integration.Tests.HighAvailability;
using Ham4db.Testing;
using MySqlConnector;

namespace Ham4db.Integration.Tests.Fixtures;

[Collection(Alone.Name)]
public sealed class MasterMasterPairTests
{
    [Fact]
    public async Task ProxyGoesToTheOtherSide_AndBothConverge()
    {
        await using var pair = await MasterMasterPair.StartAsync();
        await pair.Servers[0].ExecuteAsync("CREATE DATABASE t; CREATE TABLE t.t (id INT PRIMARY KEY, at DATETIME(6), word TEXT)");
        await pair.WaitForCaughtUpAsync();
        await using var proxy = await MySqlProxy.StartAsync(pair.Servers);
        await ThroughProxyAsync(proxy, "INSERT INTO t.t VALUES (1, NOW(6), 'x')");
        await pair.WaitForCaughtUpAsync();

        await pair.KillAsync(0);
        await Eventually.PassesAsync("the proxy to go to the other side", _ => ThroughProxyAsync(proxy, "REPLACE INTO t.t VALUES (2, NULL, 'y')"));
        await pair.RestartAsync(0);
        await pair.WaitForCaughtUpAsync();

        (await pair.ReplicationErrorsAsync()).ShouldBeEmpty();
        var rows = await pair.DumpRowsAsync(0, "t");
        rows.Count.ShouldBe(2);
        rows[1].ShouldBe("t: id=2, at=NULL, word=y");
        (await pair.DumpRowsAsync(1, "t")).ShouldBe(rows);
    }

    private static async Task ThroughProxyAsync(MySqlProxy proxy, string sql)
    {
        await using var connection = new MySqlConnection(
            $"Server=127.0.0.1;Port={proxy.Port};User ID={MariaDbUsers.TopologyUser};Password={MariaDbUsers.TopologyPassword};Pooling=false");
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
