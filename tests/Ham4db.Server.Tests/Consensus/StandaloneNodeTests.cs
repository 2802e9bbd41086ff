using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;
using Microsoft.Data.Sqlite;

namespace Ham4db.Server.Tests.Consensus;

public sealed class StandaloneNodeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("alone");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_Alone_LeadsAtOnceInALaterTermEachTime()
    {
        await using var node = Node();
        await node.StartAsync();
        var first = node.Leadership.Current;
        await node.StopAsync();
        await node.StartAsync();

        first.Role.ShouldBe(NodeRole.Leader);
        first.Term.ShouldBeGreaterThan(0);
        node.Leadership.Current.Term.ShouldBe(first.Term + 1);
        node.HoldsLease.ShouldBeTrue();
        (await node.Leadership.ConfirmAsync(CancellationToken.None)).ShouldBeTrue();
        node.Report.Status.ShouldBeNull();
    }

    [Fact]
    public async Task SubmitAsync_ThenRestart_IsKeptAndItsKeyIsKnown()
    {
        var command = new PutTag(new InstanceKey("a", 1), "n", "1");
        await using var node = Node();
        await node.StartAsync();
        var first = await node.SubmitAsync(command, "key");
        await node.StopAsync();
        await node.StartAsync();

        var again = await node.SubmitAsync(command, "key");

        first.IsReplay.ShouldBeFalse();
        again.IsReplay.ShouldBeTrue();
        node.Store.Current.Tags[new InstanceKey("a", 1)]["n"].ShouldBe("1");
        node.Ledger.Position.Index.ShouldBe(2);
    }

    [Fact]
    public async Task SubmitAsync_ManyAtOnce_EachIsAppliedOnce()
    {
        await using var node = Node();
        await node.StartAsync();

        var results = await Task.WhenAll(
            Enumerable.Range(1, 50).Select(i => node.SubmitAsync(new RegisterInstance(new InstanceKey("a", 1 + (i % 25))), $"key-{i % 25}").AsTask()));

        results.Count(result => result.IsReplay).ShouldBe(25);
        node.Store.Current.Registered.Count.ShouldBe(25);
        node.Ledger.Position.Index.ShouldBe(50);
    }

    [Fact]
    public async Task Stop_TokenOfLeadershipIsCancelled()
    {
        await using var node = Node();
        await node.StartAsync();
        var token = node.Leadership.LeadershipToken;
        var leadership = node.Leadership;

        await node.StopAsync();

        token.IsCancellationRequested.ShouldBeTrue();
        leadership.HoldsLease().ShouldBeFalse();
    }

    [Fact]
    public async Task FileTakesNoWrites_NodeSaysSoOnceAndLeadsAgainWhenItDoes()
    {
        await using var node = Node();
        await node.StartAsync();
        await using (var other = new SqliteConnection($"Data Source={_directory.Combine("ham4db.sqlite3")};Pooling=False"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            await Should.ThrowAsync<BackendException>(async () => await node.SubmitAsync(new DisableGlobalRecoveries()));

            Said("takes no writes").ShouldBe(1);
            node.HoldsLease.ShouldBeFalse();
            node.Leadership.Hindrance.ShouldNotBeNull().ShouldContain("is locked by another process");

            // It waits for its turn, as the node's own checks do, which find the same.
            await Should.ThrowAsync<BackendException>(() => node.Health.CheckAsync(CancellationToken.None));
            Said("takes no writes").ShouldBe(1);
        }

        await Eventually.BecomesTrueAsync("it to lead again", () => node.HoldsLease && Said("takes writes again") == 1);
        node.Leadership.Hindrance.ShouldBeNull();

        int Said(string what) => node.Logs.Lines.Count(line => line.Text.Contains(what));
    }

    [Fact]
    public async Task RaftSwitchedOnOverWhatItDecided_IsRefusedAndNothingIsLost()
    {
        await using var node = Node();
        await node.StartAsync();
        await node.SubmitAsync(new PutTag(new InstanceKey("a", 1), "n", "1"));
        await node.StopAsync();
        var address = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
        await using var asRaft = new TestNode(
            node.Options with { Raft = new RaftOptions { Enabled = true, Bind = address, Advertise = address, Nodes = [address], DataDirectory = _directory.Combine("raft") } },
            new RaftTuning());

        var refused = await Should.ThrowAsync<BackendException>(asRaft.StartAsync);

        refused.Message.ShouldContain("ham4db.sqlite3 holds what was decided without raft");
        refused.Message.ShouldContain("in SQLite3DataFile, or set RaftEnabled to false");
        await node.StartAsync();
        node.Store.Current.Tags[new InstanceKey("a", 1)]["n"].ShouldBe("1");
    }

    private TestNode Node() => new(
        new ServerOptions { Backend = new SqliteBackendOptions { File = _directory.Combine("ham4db.sqlite3") } }, new RaftTuning());
}
