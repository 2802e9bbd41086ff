using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Integration.Tests.HighAvailability;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;

namespace Ham4db.Integration.Tests.Fixtures;

[Collection(Alone.Name)]
public sealed class MixedLoadTests
{
    [Fact]
    public async Task ChangesThatWereLostOrMadeTwice_AreNoticed()
    {
        await using var node = new ServerProcess();
        await node.StartAsync();
        await using var load = await MixedLoad.StartAsync([node.Address.ToString()], callers: 1);
        await load.WaitForCallsAsync(20);
        await load.StopAsync();
        var key = await FreeInstanceAsync(node);
        (await load.FindAsync([node])).ShouldSatisfyAllConditions(found => found.Lost.ShouldBeEmpty(), found => found.Twice.ShouldBeEmpty());

        await using (var client = Ham4dbClient.Create(node.Address.ToString()))
        {
            await client.Maintenance.BeginAsync(key, "caller", "0-1");
        }

        var again = await load.FindAsync([node]);
        again.Twice.ShouldHaveSingleItem().ShouldStartWith("0-1 was made as ");
        again.Lost.ShouldHaveSingleItem().ShouldBe("the end of 0-1 was acknowledged, and it is active");
    }

    [Fact]
    public async Task ChangeThatTheNodeLacks_IsNoticed()
    {
        await using var node = new ServerProcess();
        await node.StartAsync();
        await using var load = await MixedLoad.StartAsync([node.Address.ToString()], callers: 1);
        await load.WaitForCallsAsync(8);
        await load.StopAsync();
        await node.StopAsync();
        Delete(node, reason: "0-1");

        var found = await load.FindAsync([node]);

        found.Lost.ShouldHaveSingleItem().ShouldBe("0-1 was acknowledged, and no node has it");
        found.Twice.ShouldHaveSingleItem().ShouldBe("number 1 was drawn and never seen");
    }

    private static async Task<InstanceKey> FreeInstanceAsync(ServerProcess node)
    {
        var key = new InstanceKey("127.0.0.1", FreePort.Next());
        await using var client = Ham4dbClient.Create(node.Address.ToString());
        await client.Instances.DiscoverInBackgroundAsync(key);
        return key;
    }

    private static void Delete(ServerProcess node, string reason)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = node.Configuration["SQLite3DataFile"]!.GetValue<string>(), Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM maintenance WHERE reason = $1";
        command.Parameters.AddWithValue("$1", reason);
        command.ExecuteNonQuery().ShouldBe(1);
    }
}
