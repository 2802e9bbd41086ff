using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;

namespace Ham4db.Client.Tests;

/// <summary>What depends on time, on a clock that the test moves.</summary>
public sealed class VirtualTimeTests : IDisposable
{
    /// <summary>Far below the probe's limit and the deadline, and far above what a busy machine lets the clock run ahead.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>Real time; only a failure takes so long.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(30);

    private readonly VirtualCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task GetLeaderAsync_OneNodeNeverAnswers_NeedsNoTimeToPass()
    {
        _cluster.Set("a", VirtualCluster.Silent);
        _cluster.Set("b", _cluster.Leader(term: 0));
        await using var client = Connect("a", "b");

        var leader = await client.GetLeaderAsync();

        leader.Endpoint.Host.ShouldBe("b");
    }

    [Fact]
    public async Task AnyCall_TheLeaderDiesUnderAThousandCallers_EachNodeIsAskedOnce()
    {
        var dies = new TaskCompletionSource();
        _cluster.Set("a", _cluster.Leader(5));
        _cluster.Set("b", _cluster.Follower(5));
        _cluster.Set("c", _cluster.Follower(5));
        await using var client = Connect("a", "b", "c");
        await client.Clusters.ListAsync();
        _cluster.Set("a", async (_, token) =>
        {
            await dies.Task.WaitAsync(token);
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke");
        });
        var calls = Enumerable.Range(0, 1000).Select(_ => client.Clusters.ListAsync()).ToList();
        await Eventually.BecomesTrueAsync("the leader to have all calls", () => _cluster.Count("a", "clusters-info") == 1001, Room);
        string[] nodes = ["a", "b", "c"];
        var before = nodes.Select(node => _cluster.Count(node, "leader-check")).ToList();

        // The clock stands still: nobody may wait for time to pass before another leader is asked.
        _cluster.Set("b", _cluster.Leader(6));
        dies.SetResult();
        await Task.WhenAll(calls).WaitAsync(Room);

        nodes.Select(node => _cluster.Count(node, "leader-check")).ShouldBe(before.Select(count => count + 1));
        nodes.Select(node => _cluster.Count(node, "clusters-info")).ShouldBe([1001, 1000, 0]);
    }

    [Fact]
    public async Task AnyCall_SecondClaimComesWithinTheGrace_GoesStraightToTheHigherTerm()
    {
        _cluster.Set("a", _cluster.Leader(5, afterMilliseconds: 800));
        _cluster.Set("b", _cluster.Leader(6, afterMilliseconds: 801));
        await using var client = Connect("a", "b");

        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(Soon, call);

        await call.WaitAsync(Room);
        _cluster.Count("a", "clusters-info").ShouldBe(0);
        _cluster.Count("b", "clusters-info").ShouldBe(1);
    }

    [Fact]
    public async Task Read_LaterTermIsHeardAfterwards_EndsTheWaitForTheOldLeader()
    {
        _cluster.Set("a", (request, token) => VirtualCluster.IsCheck(request) ? _cluster.Leader(5)(request, token) : VirtualCluster.Silent(request, token));
        _cluster.Set("b", _cluster.Leader(6, afterMilliseconds: 1500));
        await using var client = Connect("a", "b");

        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(Soon, call);

        (await call.WaitAsync(Room)).ShouldBeEmpty();
        _cluster.Count("b", "clusters-info").ShouldBe(1);
    }

    [Fact]
    public async Task AnyCall_NobodyLeads_EndsAtItsDeadlineHavingAskedAtAPaceThatSlowsDown()
    {
        _cluster.Set("a", _cluster.Follower(3));
        await using var client = Connect("a", "dead");

        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(29.9), call, stepMilliseconds: 50);
        var early = call.IsCompleted;
        await _cluster.PassAsync(TimeSpan.FromSeconds(1), call, stepMilliseconds: 50);

        early.ShouldBeFalse();
        var thrown = await Should.ThrowAsync<NoLeaderException>(() => call.WaitAsync(Room));
        thrown.Message.ShouldContain("within 30 s");
        _cluster.Count("a", "leader-check").ShouldBeInRange(20, 250);
        _cluster.Count("dead", "leader-check").ShouldBeInRange(20, 250);
    }

    [Fact]
    public async Task AnyCall_LeaderIsElectedDuringTheSearch_IsFoundSoonAfter()
    {
        _cluster.Set("a", _cluster.Follower(3));
        await using var client = Connect("a");
        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(TimeSpan.FromMilliseconds(600));

        _cluster.Set("a", _cluster.Leader(4));
        await _cluster.PassAsync(Soon, call);

        call.IsCompleted.ShouldBeTrue();
        await call.WaitAsync(Room);
    }

    [Fact]
    public async Task Read_LeaderIsPausedAndAnotherIsElected_GoesOnSoonAfter()
    {
        _cluster.Set("a", _cluster.Leader(3));
        _cluster.Set("b", _cluster.Follower(3));
        await using var client = Connect("a", "b");
        await client.GetLeaderAsync();
        _cluster.Set("a", VirtualCluster.Silent);
        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(TimeSpan.FromMilliseconds(700), call);

        _cluster.Set("b", _cluster.Leader(4));
        await _cluster.PassAsync(Soon, call);

        call.IsCompleted.ShouldBeTrue();
        await call.WaitAsync(Room);
    }

    [Fact]
    public async Task Read_SilentGoLeaderStillProvesToLead_IsWaitedForAlthoughAnotherClaimsToo()
    {
        _cluster.Set("a", (request, token) => VirtualCluster.IsCheck(request)
            ? _cluster.Leader(0, afterMilliseconds: 200)(request, token)
            : _cluster.Leader(0, afterMilliseconds: 8000, body: """["a"]""")(request, token));
        await using var client = _cluster.Connect(new Ham4dbClientOptions
        {
            Endpoints = ["http://a:3000", "http://b:3000"],
            SilenceBeforeProbe = TimeSpan.FromSeconds(4),
        });
        await _cluster.PassAsync(Soon, client.GetLeaderAsync());
        _cluster.Set("b", _cluster.Leader(0, body: """["b"]"""));

        var call = client.Clusters.ListNamesAsync();
        await _cluster.PassAsync(Soon, call);

        (await call.WaitAsync(Room)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task ChangeOnHam4db_LeaderIsPausedAndAnotherIsElected_IsRepeatedUnderTheSameKey()
    {
        _cluster.Set("a", (request, token) => VirtualCluster.IsCheck(request) ? _cluster.Leader(3)(request, token) : VirtualCluster.Silent(request, token));
        _cluster.Set("b", _cluster.Follower(3));
        await using var client = Connect("a", "b");
        var call = client.Clusters.ForgetAsync("ci");
        await Eventually.BecomesTrueAsync("the change at the first node", () => _cluster.Count("a", "forget-cluster/ci") == 1);
        _cluster.Set("a", VirtualCluster.Silent);
        _cluster.Set("b", _cluster.Leader(4, body: """{"Code":"OK","Message":"","Details":null}"""));

        await _cluster.PassAsync(Soon, call);

        await call.WaitAsync(Room);
        var first = _cluster.To("a", "forget-cluster/ci").ShouldHaveSingleItem();
        var second = _cluster.To("b", "forget-cluster/ci").ShouldHaveSingleItem();
        second.Headers.GetValues(WireHeaders.IdempotencyKey).ShouldBe(first.Headers.GetValues(WireHeaders.IdempotencyKey));
    }

    [Fact]
    public async Task Read_LeaderIsAliveButTheAnswerWasLost_IsAskedAgainAtHalfTheDeadline()
    {
        var isLost = 1;
        _cluster.Set("a", (request, token) => request.RequestUri!.AbsolutePath == "/api/clusters-info" && Interlocked.Exchange(ref isLost, 0) == 1
            ? VirtualCluster.Silent(request, token)
            : _cluster.Leader(3)(request, token));
        await using var client = Connect("a");

        var call = client.Clusters.ListAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(25), call, stepMilliseconds: 50);

        (await call.WaitAsync(Room)).ShouldBeEmpty();
        _cluster.Count("a", "clusters-info").ShouldBe(2);
    }

    private IHam4dbClient Connect(params string[] hosts)
        => _cluster.Connect(new Ham4dbClientOptions
        {
            Endpoints = [.. hosts.Select(host => $"http://{host}:3000")],
            ProbeTimeout = TimeSpan.FromSeconds(20),
        });
}
