using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests;

/// <summary>Which request each typed method makes of a Ham4db server: method and address, character by character.</summary>
public sealed class TypedRoutesTests : IAsyncDisposable
{
    private const string Hard = "a/b?c#d e%ü+&=";
    private const string HardEncoded = "a%2Fb%3Fc%23d%20e%25%C3%BC%2B%26%3D";

    private static readonly InstanceKey Db1 = new("db-1", 3306);
    private static readonly InstanceKey V6 = new("fe80::1", 3306);

    private readonly StubNode _node = new(Nodes.Ham4dbLeader(1, _ => Nodes.Ham4db(200, "null", 1)));

    private IEnumerable<string> Asked
        => _node.Requests.Select(request => $"{request.Method} {request.Path["/api/".Length..]}").Where(request => request != "GET leader-check");

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    public static TheoryData<string, Func<IHam4dbClient, Task>> Calls => new()
    {
        { "GET clusters", client => client.Clusters.ListNamesAsync() },
        { "GET clusters-info", client => client.Clusters.ListAsync() },
        { $"GET cluster-info/{HardEncoded}", client => client.Clusters.GetAsync(Hard) },
        { "GET cluster/db-1%3A3306", client => client.Clusters.InstancesAsync("db-1:3306") },
        { $"GET cluster/alias/{HardEncoded}", client => client.Clusters.InstancesByAliasAsync(Hard) },
        { "GET master/ci", client => client.Clusters.MasterAsync("ci") },
        { "GET masters", client => client.Clusters.MastersAsync() },
        { $"POST set-cluster-alias/db-1%3A3306?alias={HardEncoded}", client => client.Clusters.SetAliasAsync("db-1:3306", Hard) },
        { "POST set-cluster-alias/db-1%3A3306?alias=", client => client.Clusters.SetAliasAsync("db-1:3306", string.Empty) },
        { "POST forget-cluster/ci", client => client.Clusters.ForgetAsync("ci") },
        { "GET instance/fe80%3A%3A1/3306", client => client.Instances.GetAsync(V6) },
        { "GET all-instances", client => client.Instances.ListAsync() },
        { $"GET search?s={HardEncoded}", client => client.Instances.SearchAsync(Hard) },
        { "GET instance-replicas/db-1/3306", client => client.Instances.ReplicasAsync(Db1) },
        { "GET problems", client => client.Instances.ProblemsAsync() },
        { "GET problems/ci", client => client.Instances.ProblemsAsync("ci") },
        { "POST discover/db-1/3306", client => client.Instances.DiscoverAsync(Db1) },
        { "POST async-discover/db-1/3306", client => client.Instances.DiscoverInBackgroundAsync(Db1) },
        { "POST refresh/db-1/3306", client => client.Instances.RefreshAsync(Db1) },
        { "POST forget/%2F%2Fdb-1/3306", client => client.Instances.ForgetAsync(new InstanceKey("//db-1", 3306)) },
        { "POST register-candidate/db-1/3306/prefer_not", client => client.Instances.RegisterCandidateAsync(Db1, PromotionRule.PreferNot) },
        { $"POST begin-downtime/db-1/3306/alice/{HardEncoded}", client => client.Downtime.BeginAsync(Db1, "alice\n", Hard) },
        { "POST begin-downtime/db-1/3306/alice/upgrade/90s", client => client.Downtime.BeginAsync(Db1, "alice", "upgrade", TimeSpan.FromSeconds(90)) },
        { "POST end-downtime/db-1/3306", client => client.Downtime.EndAsync(Db1) },
        { "GET downtimed", client => client.Downtime.ListAsync() },
        { "GET downtimed/ci", client => client.Downtime.ListAsync("ci") },
        { "GET tags/db-1/3306", client => client.Tags.ListAsync(Db1) },
        { $"POST tag/db-1/3306?tag=role%3D{HardEncoded}", client => client.Tags.SetAsync(Db1, "role=" + Hard) },
        { "POST untag/db-1/3306?tag=role", client => client.Tags.RemoveAsync(Db1, "role") },
        { "POST untag-all?tag=role%3Dx", client => client.Tags.RemoveEverywhereAsync("role=x") },
        { "GET tagged?tag=a%3D1%2C~b", client => client.Tags.FindAsync("a=1,~b") },
        { "GET raft-peers", client => client.Raft.PeersAsync() },
        { "POST reload-configuration", client => client.Nodes.ReloadConfigurationAsync() },
        { "GET replication-analysis?x=%2F", client => client.SendAsync("replication-analysis?x=%2F") },
        { "GET recover/db-1/3306", client => client.SendAsync("recover/db-1/3306") },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_OnHam4db_MakesThisRequest(string expected, Func<IHam4dbClient, Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        await using var client = Ham4dbClient.Create(_node.Address);

        try
        {
            await call(client);
        }
        catch (UnusableReplyException)
        {
            // The node answers null to everything, and some methods promise a value.
        }

        Asked.ShouldBe([expected]);
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

        Asked.ShouldBeEmpty();
    }
}
