using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>Raft nodes whose own database takes no writes, since another program holds the file.</summary>
[Collection(Alone.Name)]
public sealed class BackendLossTests
{
    private static readonly InstanceKey Key = new("db1", 3306);

    [Fact]
    public async Task LeaderLosesItsDatabase_AnotherLeads_AndTheNodeCatchesUpWhenItIsBack()
    {
        await using var trio = await Trio.StartAsync();
        var lost = await trio.LeaderAsync();
        await trio.DecideAsync(new PutTag(Key, "before", "x"));
        await using (var holder = Hold(lost))
        {
            await Eventually.BecomesTrueAsync(
                "another node to lead", () => !lost.HoldsLease && trio.Others(lost).Any(node => node.HoldsLease), TimeSpan.FromSeconds(30));
            await trio.DecideAsync(new PutTag(Key, "meanwhile", "x"));
            await Eventually.BecomesTrueAsync("the node to be unhealthy", () => !lost.Report.Status!.Healthy, TimeSpan.FromSeconds(30));
            lost.HoldsLease.ShouldBeFalse();
            lost.Store.Current.Tags[Key].ContainsKey("meanwhile").ShouldBeFalse();
        }

        await trio.AllAgreeAsync(node => node.Store.Current.Tags.GetValueOrDefault(Key)?.ContainsKey("meanwhile") == true, "the node to catch up");
        await Eventually.BecomesTrueAsync("the node to be healthy", () => lost.Report.Status!.Healthy);
        lost.Exit.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task DatabaseStaysAway_NodeEndsAndSaysWhy()
    {
        await using var trio = await Trio.StartAsync(new RaftTuning { BackendRetry = TimeSpan.FromSeconds(1) });
        var lost = trio.Others(await trio.LeaderAsync())[0];
        await using var holder = Hold(lost);

        await Eventually.BecomesTrueAsync("the node to end", () => lost.Exit.Reason is not null, TimeSpan.FromSeconds(30));

        lost.Exit.Reason!.ShouldContain("BackendRetrySeconds");
        lost.Exit.Reason!.ShouldContain("locked");
    }

    private static SqliteConnection Hold(TestNode node)
    {
        var connection = new SqliteConnection($"Data Source={((SqliteBackendOptions)node.Options.Backend).File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }
}
