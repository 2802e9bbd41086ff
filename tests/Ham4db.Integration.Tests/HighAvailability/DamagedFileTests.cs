using Ham4db.Testing;
using Microsoft.Data.Sqlite;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A node whose SQLite file a disk has spoilt: a member gets back what was decided, a server of its own says what to do.</summary>
[Collection(Alone.Name)]
public sealed class DamagedFileTests
{
    [Fact]
    public async Task MembersFile_IsKeptAside_AndTheNodeRejoinsWithEveryRow()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync();
        await using var load = await ChangeLoad.StartAsync(cluster.Addresses, workers: 2);
        await load.WaitForCallsAsync(100);
        var first = await cluster.LeaderAsync();

        await SpoilAsync(cluster.Nodes.First(node => node != first), from: 0.5);
        await load.WaitForCallsAsync(200);
        var leader = await cluster.LeaderAsync();
        (await leader.GetAsync("raft-snapshot")).ShouldContain("snapshot created");
        await load.WaitForCallsAsync(300);
        await SpoilAsync(leader, from: 0);
        await load.WaitForCallsAsync(400);

        (await load.StopAsync()).Failures.ShouldBeEmpty();
        await load.VerifyAsync(cluster.Nodes);

        async Task SpoilAsync(ServerProcess node, double from)
        {
            await node.KillAsync();
            Spoil(FileOf(node), from);
            await node.StartAsync();
            var aside = Directory.GetFiles(node.Directory.FullPath, "*.damaged-*").ShouldHaveSingleItem();
            string.Join('\n', node.Output).ShouldContain(aside);
        }
    }

    [Fact]
    public async Task FileOfAServerAlone_StopsTheStartInOneLine_AndIsLeftAsItIs()
    {
        await using var node = new ServerProcess();
        await node.StartAsync();
        await node.StopAsync();
        Spoil(FileOf(node), from: 0.5);
        var before = await File.ReadAllBytesAsync(FileOf(node));

        var process = await node.LaunchAsync();

        (await process.WaitForExitAsync()).ShouldBe(1);
        var line = process.Errors.ShouldHaveSingleItem();
        line.ShouldContain(FileOf(node));
        line.ShouldContain("is damaged");
        line.ShouldContain("restore it from a copy");
        (await File.ReadAllBytesAsync(FileOf(node))).ShouldBe(before);
    }

    private static string FileOf(ServerProcess node) => node.Configuration["SQLite3DataFile"]!.GetValue<string>();

    private static void Spoil(string file, double from)
    {
        WriteBack(file);
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan((int)(bytes.Length * from)).Fill(0x5a);
        File.WriteAllBytes(file, bytes);
    }

    // A killed node leaves most of it beside the file, and that would be taken instead of what is spoilt here.
    private static void WriteBack(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }
}
