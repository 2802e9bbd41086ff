using Ham4db.Integration.Tests.HighAvailability;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Fixtures;

[Collection(Alone.Name)]
public sealed class GaleraClusterTests
{
    [GaleraFact]
    public async Task EveryTrouble_LeavesAPrimaryComponent_ThatHasEveryRow()
    {
        await using var cluster = await GaleraCluster.StartAsync();
        await cluster.Nodes[0].ExecuteAsync("CREATE DATABASE t; CREATE TABLE t.t (id INT PRIMARY KEY)");

        await cluster.KillAsync(0);
        await cluster.WaitForPrimaryAsync(2);
        await cluster.Nodes[1].ExecuteAsync("INSERT INTO t.t VALUES (1)");
        await cluster.RestartAsync(0);
        await cluster.WaitForPrimaryAsync(3);
        await cluster.IsolateAsync(1);
        await cluster.WaitForPrimaryAsync(2);
        await cluster.Nodes[2].ExecuteAsync("INSERT INTO t.t VALUES (2)");
        await Eventually.PassesAsync(
            "the isolated node to refuse",
            _ => Should.ThrowAsync<MySqlConnector.MySqlException>(() => cluster.Nodes[1].ScalarAsync("SELECT COUNT(*) FROM t.t")));
        await cluster.HealAsync(1);
        await cluster.WaitForPrimaryAsync(3);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(node => cluster.KillAsync(node)));
        await cluster.RestartAllAsync();
        foreach (var node in cluster.Nodes)
        {
            (await node.ScalarAsync("SELECT COUNT(*) FROM t.t")).ShouldBe(2L);
        }
    }
}
