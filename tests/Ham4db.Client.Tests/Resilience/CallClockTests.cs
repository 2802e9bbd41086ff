using Ham4db.Client.Http;
using Ham4db.Client.Leadership;
using Ham4db.Client.Resilience;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Client.Tests.Resilience;

/// <summary>A clock serves one call after the other: nothing of a call may reach into the next.</summary>
public sealed class CallClockTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly VirtualCluster _cluster = new();
    private readonly ClusterConnection _connection;

    public CallClockTests() => _connection = new ClusterConnection(
        new Ham4dbClientOptions { Endpoints = ["http://a:3000", "http://b:3000"] },
        _cluster,
        ownsInner: false,
        new OpenConnections(),
        NullLoggerFactory.Instance,
        _cluster.Time,
        new Random(1));

    private CallClocks Clocks => _connection.Clocks;

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _cluster.Dispose();
    }

    [Fact]
    public void Token_CallAfterAnother_IsCancelledAtItsOwnDeadline()
    {
        var first = Clocks.Start(Deadline, CancellationToken.None);
        _cluster.Time.Advance(Deadline / 2);
        first.Dispose();
        using var second = Clocks.Start(Deadline, CancellationToken.None);
        second.ShouldBeSameAs(first);

        _cluster.Time.Advance(Deadline - Instant);
        second.Token.IsCancellationRequested.ShouldBeFalse();
        _cluster.Time.Advance(Instant);
        second.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Token_CallAfterALongerOne_IsCancelledAtItsOwnDeadline()
    {
        Clocks.Start(Deadline, CancellationToken.None).Dispose();
        using var second = Clocks.Start(Silence, CancellationToken.None);

        _cluster.Time.Advance(Silence);

        second.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Token_CallAfterOneThatEndedAtItsDeadline_IsFresh()
    {
        var first = Clocks.Start(Silence, CancellationToken.None);
        _cluster.Time.Advance(Silence);
        first.Token.IsCancellationRequested.ShouldBeTrue();
        first.Dispose();

        using var second = Clocks.Start(Deadline, CancellationToken.None);

        second.IsOver.ShouldBeFalse();
        second.Token.IsCancellationRequested.ShouldBeFalse();
        _cluster.Time.Advance(Deadline);
        second.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Token_CallerBeforeGivesUp_IsNotCancelled()
    {
        using var caller = new CancellationTokenSource();
        var first = Clocks.Start(Deadline, caller.Token);
        var firstToken = first.Token;
        first.Dispose();
        using var second = Clocks.Start(Deadline, CancellationToken.None);

        await caller.CancelAsync();

        second.Token.IsCancellationRequested.ShouldBeFalse();
        firstToken.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Token_AnotherLeadsThanTheOneAsked_IsCancelled()
    {
        var leader = Leader("a");
        using var clock = Clocks.Start(Deadline, CancellationToken.None);
        clock.BeginTry();
        clock.Watch(leader, "clusters", Silence, Deadline);

        leader.Supersede();

        await Eventually.BecomesTrueAsync("the try to be dropped", () => clock.Token.IsCancellationRequested);
        clock.EndedBecause.ShouldNotBeNull();
        clock.IsOver.ShouldBeFalse();
        await clock.EndTryAsync();
    }

    [Fact]
    public async Task Token_LeaderEndedBetweenTwoCalls_IsCancelledForThatLeaderOnly()
    {
        var former = Leader("a");
        await AskAsync(former);
        former.Supersede();
        using var clock = Clocks.Start(Deadline, CancellationToken.None);

        clock.BeginTry();
        clock.Token.IsCancellationRequested.ShouldBeFalse();
        clock.Watch(former, "clusters", Silence, Deadline);
        clock.Token.IsCancellationRequested.ShouldBeTrue();
        await clock.EndTryAsync();

        clock.BeginTry();
        clock.Watch(Leader("b"), "clusters", Silence, Deadline);
        clock.Token.IsCancellationRequested.ShouldBeFalse();
        clock.EndedBecause.ShouldBeNull();
        await clock.EndTryAsync();
    }

    [Fact]
    public async Task Watch_CallAfterAnother_AsksTheOthersAfterItsOwnSilence()
    {
        _cluster.Set("a", VirtualCluster.Silent);
        _cluster.Set("b", VirtualCluster.Silent);
        _connection.Locator.Hear(new Uri("http://a:3000/api/"), new LeaderEvent(Leader: null, Term: 1, IsLeader: true));
        var leader = _connection.Locator.Current.ShouldNotBeNull();
        await AskAsync(leader);
        _cluster.Time.Advance(Silence - Instant);
        using var clock = Clocks.Start(Deadline, CancellationToken.None);
        clock.BeginTry();
        clock.Watch(leader, "clusters", Silence, Deadline);

        // What the first call left behind is due now, and must not be taken for the second one's.
        _cluster.Time.Advance(Instant);
        _cluster.Count("b", "leader-check").ShouldBe(0);
        _cluster.Time.Advance(Silence - Instant);
        await Eventually.BecomesTrueAsync("the others to be asked", () => _cluster.Count("b", "leader-check") > 0);
        await clock.EndTryAsync();
    }

    [Fact]
    public async Task Clients_ManyCallsAtOnce_EachHaveTheirOwnClock()
    {
        _cluster.Set("a", _cluster.Leader(1));
        await using var client = _cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a:3000"], WatchLeader = false });

        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => client.Clusters.ListNamesAsync()));

        answers.ShouldAllBe(names => names.Count == 0);
    }

    private async Task AskAsync(KnownLeader leader)
    {
        using var clock = Clocks.Start(Deadline, CancellationToken.None);
        clock.BeginTry();
        clock.Watch(leader, "clusters", Silence, Deadline);
        await clock.EndTryAsync();
    }

    private static KnownLeader Leader(string host) => new(new Leader(new Uri($"http://{host}:3000/api/"), 1, IsRouted: false), isHam4db: true);
}
