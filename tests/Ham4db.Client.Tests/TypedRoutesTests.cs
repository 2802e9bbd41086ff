using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

/// <summary>Requests that are written by hand, and arguments that make none. The table of all methods is in TypedCallsTests.</summary>
public sealed class TypedRoutesTests : IAsyncDisposable
{
    private static readonly InstanceKey Db1 = new("db-1", 3306);

    private readonly StubNode _node = new(Nodes.Ham4dbLeader(1, _ => Nodes.Ham4db(200, "null", 1)));

    private IEnumerable<string> Asked
        => _node.Requests.Select(request => $"{request.Method} {request.Path["/api/".Length..]}").Where(request => request != "GET leader-check");

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData("replication-analysis?x=%2F")]
    [InlineData("recover/db-1/3306")]
    [InlineData("/api/recover/db-1/3306")]
    public async Task SendAsync_AnyPath_GoesByGetAsItIsWritten(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        await using var client = Ham4dbClient.Create(_node.Address);

        await client.SendAsync(path);

        Asked.ShouldBe([$"GET {path.Replace("/api/", string.Empty, StringComparison.Ordinal)}"]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0.5)]
    public async Task Calls_TimesThatAreNotWholeSeconds_Throw(double seconds)
    {
        await using var client = Ham4dbClient.Create(_node.Address);
        var time = TimeSpan.FromSeconds(seconds);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Replication.DelayAsync(Db1, time));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Metrics.DiscoveryAsync(time));
        Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(0.5)]
    public async Task BeginAsync_NotWholeSeconds_Throws(double seconds)
    {
        await using var client = Ham4dbClient.Create(_node.Address);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Downtime.BeginAsync(Db1, "alice", "x", TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public async Task Calls_BadArguments_ThrowBeforeAnythingIsSent()
    {
        await using var client = Ham4dbClient.Create(_node.Address);

        await Should.ThrowAsync<ArgumentException>(() => client.Clusters.GetAsync(" "));
        await Should.ThrowAsync<ArgumentException>(() => client.Instances.GetAsync(default));
        await Should.ThrowAsync<ArgumentException>(() => client.Downtime.BeginAsync(Db1, "", "x"));
        await Should.ThrowAsync<ArgumentException>(() => client.Tags.SetAsync(Db1, ""));
        await Should.ThrowAsync<ArgumentException>(() => client.SendAsync("cluster/../recover"));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Instances.RegisterCandidateAsync(Db1, (PromotionRule)9));
        await Should.ThrowAsync<ArgumentException>(() => client.Replication.RelocateAsync(Db1, default));
        await Should.ThrowAsync<ArgumentException>(() => client.Replication.RelocateReplicasAsync(default, Db1));
        await Should.ThrowAsync<ArgumentException>(() => client.Replication.MasterEquivalentAsync(Db1, default));
        await Should.ThrowAsync<ArgumentException>(() => client.Recovery.GracefulMasterTakeoverAsync("ci", InstanceKey.None));
        await Should.ThrowAsync<ArgumentException>(() => client.Recovery.AcknowledgeAllAsync(" "));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Recovery.AcknowledgeAsync(0, "seen"));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Audit.ListAsync(page: -1));
        await Should.ThrowAsync<ArgumentException>(() => client.Pools.SubmitAsync("pool1", [Db1, default]));
        await Should.ThrowAsync<ArgumentException>(() => client.Maintenance.BeginAsync(Db1, "bob", ""));
        await Should.ThrowAsync<ArgumentException>(() => client.Raft.AddPeerAsync(" "));

        Asked.ShouldBeEmpty();
    }
}
