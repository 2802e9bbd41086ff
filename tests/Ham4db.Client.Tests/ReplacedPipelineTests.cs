using System.Collections.Concurrent;
using System.Net;
using Ham4db.Client.Resilience;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Ham4db.Client.Tests;

/// <summary>A pipeline of the user's in place of the client's own: what it decides, and what it cannot. The clock moves only when a test moves it.</summary>
public sealed class ReplacedPipelineTests : IDisposable
{
    /// <summary>Real time; only a failure takes so long.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(60);

    private readonly VirtualCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task OwnPausesAndLimit_AreUsed()
    {
        var seen = new ConcurrentQueue<CallTry>();
        _cluster.Set("a", Failing(Reset));
        await using var client = Connect(builder => builder.AddRetry(new RetryStrategyOptions<CallTry>
        {
            ShouldHandle = arguments =>
            {
                seen.Enqueue(arguments.Outcome.Result!);
                return ValueTask.FromResult(arguments.Outcome.Result!.MayBeRepeated);
            },
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromSeconds(7),
        }));
        var began = _cluster.Time.GetTimestamp();

        var read = client.Clusters.ListNamesAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(25), read, stepMilliseconds: 50);

        var thrown = await Should.ThrowAsync<NodeUnreachableException>(() => read.WaitAsync(Room));
        thrown.Attempts.Count.ShouldBe(3);
        thrown.Message.ShouldContain("http://a/");
        _cluster.Count("a", "clusters").ShouldBe(3);
        _cluster.Time.GetElapsedTime(began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(14));
        seen.Select(tried => tried.Number).ShouldBe([1, 2, 3]);
        seen.ShouldAllBe(tried => tried.IsRead && tried.Route == "clusters" && tried.Attempt.Outcome == RequestOutcome.Unknown);
        seen.Last().Remaining.ShouldBeLessThan(seen.First().Remaining - TimeSpan.FromSeconds(13));
    }

    [Fact]
    public async Task EveryTryFails_RepeatedForEver_EndsAtTheDeadlineAsTheClientsOwnWould()
    {
        _cluster.Set("a", Failing(Reset));
        await using var client = Connect(WhatIsSafe);

        var change = client.Clusters.ForgetAsync("c");
        await _cluster.PassAsync(TimeSpan.FromSeconds(31), change, stepMilliseconds: 50);

        (await Should.ThrowAsync<OutcomeUnknownException>(() => change.WaitAsync(Room))).Attempts.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task NoStrategy_FirstFailureReachesTheCallerWithItsTry()
    {
        _cluster.Set("a", Failing(Reset));
        await using var client = Connect(_ => { });

        (await Should.ThrowAsync<NodeUnreachableException>(() => client.Clusters.ListNamesAsync().WaitAsync(Room))).Attempts.ShouldHaveSingleItem();
        (await Should.ThrowAsync<OutcomeUnknownException>(() => client.Clusters.ForgetAsync("c").WaitAsync(Room))).Attempts.ShouldHaveSingleItem();

        _cluster.Set("a", Failing(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")));
        var refused = await Should.ThrowAsync<NodeUnreachableException>(() => client.Clusters.ForgetAsync("c").WaitAsync(Room));
        refused.Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(RequestOutcome.NotSent);

        _cluster.Set("a", Failing(_ => VirtualCluster.Reply(HttpStatusCode.MisdirectedRequest, """{"Code":"ERROR","Message":"no","Details":null}""", 5)));
        (await Should.ThrowAsync<NoLeaderException>(() => client.Clusters.ForgetAsync("c").WaitAsync(Room))).Attempts.ShouldHaveSingleItem();

        _cluster.Set("a", Failing(_ => VirtualCluster.Reply(HttpStatusCode.OK, "<html/>", 5)));
        (await Should.ThrowAsync<UnusableReplyException>(() => client.Clusters.ListNamesAsync().WaitAsync(Room))).Attempts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NoStrategy_AfterAFailure_NextCallAsksWhoLeads()
    {
        _cluster.Set("a", Failing(Reset));
        await using var client = Connect(_ => { });
        await Should.ThrowAsync<NodeUnreachableException>(() => client.Clusters.ListNamesAsync().WaitAsync(Room));

        _cluster.Set("a", _cluster.Follower(6));
        _cluster.Set("b", _cluster.Leader(6));

        (await client.Clusters.ListNamesAsync().WaitAsync(Room)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reset", typeof(OutcomeUnknownException))]
    [InlineData("page", typeof(OutcomeUnknownException))]
    [InlineData("502", typeof(OutcomeUnknownException))]
    [InlineData("error", null)]
    [InlineData("ok", null)]
    public async Task RepeatsEverything_ChangeWithoutKey_IsSentOnce(string answer, Type? thrown)
    {
        _cluster.Set("a", Failing(_ => answer switch
        {
            "reset" => Reset(null!),
            "page" => VirtualCluster.Reply(HttpStatusCode.OK, "<html/>", 5),
            "502" => VirtualCluster.Reply(HttpStatusCode.BadGateway, "", 0),
            "error" => VirtualCluster.Reply(HttpStatusCode.InternalServerError, """{"Code":"ERROR","Message":"no","Details":null}""", 5),
            _ => VirtualCluster.Reply(HttpStatusCode.OK, """{"Code":"OK","Message":"done","Details":null}""", 5),
        }));
        await using var client = Connect(Everything);

        // The clock stands still: it ends by itself, not at the deadline.
        var change = client.SendAsync("some-change").WaitAsync(Room);

        if (thrown is null)
        {
            await change;
        }
        else
        {
            (await Should.ThrowAsync(() => change, thrown)).ShouldBeAssignableTo<Ham4dbException>()!.Attempts.ShouldHaveSingleItem();
        }

        _cluster.Count("a", "some-change").ShouldBe(1);
    }

    [Fact]
    public async Task RepeatsEverything_ChangeWithKey_IsRepeatedUnderItAndDoneOnce()
    {
        var failures = 2;
        _cluster.Set("a", Failing(_ => Interlocked.Decrement(ref failures) >= 0
            ? Reset(null!)
            : VirtualCluster.Reply(HttpStatusCode.OK, """{"Code":"OK","Message":"done","Details":null}""", 5)));
        await using var client = Connect(Everything);

        await client.Clusters.ForgetAsync("c").WaitAsync(Room);

        var sent = _cluster.To("a", "forget-cluster/c");
        sent.Count.ShouldBe(3);
        sent.Select(request => request.Headers.GetValues("Idempotency-Key").Single()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Throws_ReachesTheCallerAsItIs()
    {
        _cluster.Set("a", _cluster.Leader(5));
        await using var client = Connect(builder => builder.AddStrategy(_ => new Throwing(before: true)));

        (await Should.ThrowAsync<NotSupportedException>(() => client.Clusters.ForgetAsync("c").WaitAsync(Room))).Message.ShouldBe("not today");

        _cluster.Count("a", "forget-cluster/c").ShouldBe(0);
    }

    [Fact]
    public async Task Throws_WhereTheChangeMayHaveBeenMade_IsUnknownAndSaysWhy()
    {
        _cluster.Set("a", Failing(Reset));
        await using var client = Connect(builder => builder.AddStrategy(_ => new Throwing(before: false)));

        var unknown = await Should.ThrowAsync<OutcomeUnknownException>(() => client.Clusters.ForgetAsync("c").WaitAsync(Room));
        unknown.InnerException.ShouldBeOfType<NotSupportedException>();
        unknown.Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(RequestOutcome.Unknown);

        await Should.ThrowAsync<NotSupportedException>(() => client.Clusters.ListNamesAsync().WaitAsync(Room));
    }

    [Fact]
    public async Task CircuitBreaks_NothingIsSent()
    {
        _cluster.Set("a", Failing(Reset));
        await using var client = Connect(builder => builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<CallTry>
        {
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.Attempt.Outcome is not RequestOutcome.Succeeded),
            MinimumThroughput = 2,
            BreakDuration = TimeSpan.FromMinutes(1),
        }));
        for (var i = 0; i < 2; i++)
        {
            await Should.ThrowAsync<NodeUnreachableException>(() => client.Clusters.ListNamesAsync().WaitAsync(Room));
        }

        await Should.ThrowAsync<BrokenCircuitException>(() => client.Clusters.ListNamesAsync().WaitAsync(Room));

        _cluster.Count("a", "clusters").ShouldBe(2);
    }

    [Fact]
    public async Task BoundsATry_SilentReadIsDroppedAndMadeAgain()
    {
        _cluster.Set("a", OnceSilent());
        await using var client = Connect(builder =>
        {
            WhatIsSafe(builder);
            builder.AddTimeout(TimeSpan.FromSeconds(1));
        });
        await client.GetLeaderAsync();

        var read = client.Clusters.ListNamesAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(9), read, stepMilliseconds: 50);

        (await read.WaitAsync(Room)).ShouldBeEmpty();
        _cluster.Count("a", "clusters").ShouldBe(2);
    }

    [Fact]
    public async Task BoundsATry_SilentChangeWithoutKey_IsUnknownAndSentOnce()
    {
        _cluster.Set("a", OnceSilent());
        await using var client = Connect(builder =>
        {
            WhatIsSafe(builder);
            builder.AddTimeout(TimeSpan.FromSeconds(1));
        });
        await client.GetLeaderAsync();

        var change = client.SendAsync("some-change");
        await _cluster.PassAsync(TimeSpan.FromSeconds(9), change, stepMilliseconds: 50);

        var unknown = await Should.ThrowAsync<OutcomeUnknownException>(() => change.WaitAsync(Room));
        unknown.Attempts.ShouldHaveSingleItem().Reason.ShouldContain("pipeline");
        _cluster.Count("a", "some-change").ShouldBe(1);
    }

    [Fact]
    public async Task BoundsATry_NobodyLeads_SaysSo()
    {
        _cluster.Set("a", _cluster.Follower(5));
        await using var client = Connect(builder => builder.AddTimeout(TimeSpan.FromSeconds(1)));

        var change = client.Clusters.ForgetAsync("c");
        await _cluster.PassAsync(TimeSpan.FromSeconds(9), change, stepMilliseconds: 50);

        var nobody = await Should.ThrowAsync<NoLeaderException>(() => change.WaitAsync(Room));
        nobody.Attempts.ShouldHaveSingleItem().Endpoint.ShouldBeNull();
        nobody.Message.ShouldContain("pipeline");
    }

    [Fact]
    public async Task BoundsTheWhole_EndsBetweenTries_IsTheTimeoutsOwnException()
    {
        _cluster.Set("a", Failing(Reset));
        await using var client = Connect(builder =>
        {
            builder.AddTimeout(TimeSpan.FromSeconds(3));
            WhatIsSafe(builder);
        });

        var read = client.Clusters.ListNamesAsync();
        await _cluster.PassAsync(TimeSpan.FromSeconds(9), read, stepMilliseconds: 50);

        await Should.ThrowAsync<TimeoutRejectedException>(() => read.WaitAsync(Room));
    }

    [Fact]
    public async Task AsksForSeveralAtOnce_TheyAreMadeOneAfterTheOther()
    {
        var (running, most, tries) = (0, 0, 0);
        _cluster.Set("a", async (request, token) =>
        {
            if (request.RequestUri!.AbsolutePath != "/api/forget-cluster/c")
            {
                return await _cluster.Leader(5)(request, token);
            }

            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(20, token);
            Interlocked.Decrement(ref running);
            return Interlocked.Increment(ref tries) < 3 ? Reset(request) : VirtualCluster.Reply(HttpStatusCode.OK, """{"Code":"OK","Message":"done","Details":null}""", 5);
        });
        await using var client = Connect(builder => builder.AddHedging(new HedgingStrategyOptions<CallTry>
        {
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is not { MayBeRepeated: false }),
            MaxHedgedAttempts = 5,
            Delay = TimeSpan.Zero,
        }));

        await client.Clusters.ForgetAsync("c").WaitAsync(Room);

        (most, _cluster.Count("a", "forget-cluster/c")).ShouldBe((1, 3));
    }

    [Fact]
    public async Task LeavesATryAlone_ItIsEndedAndCounted()
    {
        _cluster.Set("a", OnceSilent());
        await using var client = Connect(builder => builder.AddStrategy(_ => new Leaving(() => Eventually.BecomesTrueAsync("the change to be sent", () => _cluster.Count("a", "some-change") == 1))));
        await client.GetLeaderAsync();

        var unknown = await Should.ThrowAsync<OutcomeUnknownException>(() => client.SendAsync("some-change").WaitAsync(Room));

        unknown.Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(RequestOutcome.Unknown);
    }

    [Fact]
    public async Task CallerCancels_IsCancelledAndNothingElse()
    {
        _cluster.Set("a", OnceSilent());
        await using var client = Connect(WhatIsSafe);
        using var cancel = new CancellationTokenSource();
        var change = client.Clusters.ForgetAsync("c", cancel.Token);
        await Eventually.BecomesTrueAsync("the change to be sent", () => _cluster.Count("a", "forget-cluster/c") == 1);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => change.WaitAsync(Room));
    }

    [Fact]
    public async Task CallForOneNode_IsSpared()
    {
        _cluster.Set("a", _cluster.Leader(5, body: """{"Code":"OK","Message":"","Details":null}"""));
        await using var client = Connect(builder => builder.AddStrategy(_ => new Throwing(before: true)));

        await client.Nodes.ReloadConfigurationAsync(new Uri("http://a"), CancellationToken.None).WaitAsync(Room);
    }

    [Fact]
    public async Task NamedClient_HasItsOwn()
    {
        await using var node = new StubNode(Nodes.Ham4dbLeader(3));
        var services = new ServiceCollection();
        services.AddHam4dbClient("east", options => options.Endpoints.Add(node.Address));
        services.AddHam4dbClient("west", options => options.Endpoints.Add(node.Address));
        services.Configure<Ham4dbClientOptions>("east", options => options.Resilience = builder => builder.AddStrategy(_ => new Throwing(before: true)));
        await using var provider = services.BuildServiceProvider();

        await Should.ThrowAsync<NotSupportedException>(() => provider.GetRequiredKeyedService<IHam4dbClient>("east").Clusters.ListAsync().WaitAsync(Room));
        (await provider.GetRequiredKeyedService<IHam4dbClient>("west").Clusters.ListAsync().WaitAsync(Room)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_UsesIt()
    {
        await using var node = new StubNode(Nodes.Ham4dbLeader(3, _ => StubAnswer.Close));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [node.Address], Resilience = _ => { } });

        (await Should.ThrowAsync<NodeUnreachableException>(() => client.Clusters.ListAsync().WaitAsync(Room))).Attempts.ShouldHaveSingleItem();
    }

    private static void WhatIsSafe(ResiliencePipelineBuilder<CallTry> builder) => builder.AddRetry(new RetryStrategyOptions<CallTry>
    {
        ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is { MayBeRepeated: true }),
        MaxRetryAttempts = int.MaxValue,
        Delay = TimeSpan.FromSeconds(2),
    });

    private static void Everything(ResiliencePipelineBuilder<CallTry> builder) => builder.AddRetry(new RetryStrategyOptions<CallTry>
    {
        ShouldHandle = static _ => PredicateResult.True(),
        MaxRetryAttempts = int.MaxValue,
        Delay = TimeSpan.Zero,
    });

    private static HttpResponseMessage Reset(HttpRequestMessage request)
        => throw new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("reset by peer"));

    private IHam4dbClient Connect(Action<ResiliencePipelineBuilder<CallTry>> build)
        => _cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://a", "http://b"], WatchLeader = false, Resilience = build });

    /// <summary>A leader that reads each request but the checks, and answers it like this.</summary>
    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Failing(Func<HttpRequestMessage, HttpResponseMessage> answer)
        => async (request, token) =>
        {
            if (VirtualCluster.IsCheck(request))
            {
                return await _cluster.Leader(5)(request, token);
            }

            await (request.Content?.CopyToAsync(Stream.Null, token) ?? Task.CompletedTask);
            return answer(request);
        };

    /// <summary>A leader that reads the first request that is no check, and never answers it.</summary>
    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> OnceSilent()
    {
        var isFirst = 1;
        return async (request, token) =>
        {
            if (!VirtualCluster.IsCheck(request) && Interlocked.Exchange(ref isFirst, 0) == 1)
            {
                await (request.Content?.CopyToAsync(Stream.Null, token) ?? Task.CompletedTask);
                return await VirtualCluster.Silent(request, token);
            }

            return await _cluster.Leader(5)(request, token);
        };
    }

    private sealed class Throwing(bool before) : ResilienceStrategy<CallTry>
    {
        protected override async ValueTask<Outcome<CallTry>> ExecuteCore<TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<CallTry>>> callback, ResilienceContext context, TState state)
        {
            if (!before)
            {
                await callback(context, state);
            }

            throw new NotSupportedException("not today");
        }
    }

    /// <summary>Begins a try and does not wait for its end.</summary>
    private sealed class Leaving(Func<Task> until) : ResilienceStrategy<CallTry>
    {
        protected override async ValueTask<Outcome<CallTry>> ExecuteCore<TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<CallTry>>> callback, ResilienceContext context, TState state)
        {
            _ = callback(context, state).AsTask();
            await until();
            return Outcome.FromException<CallTry>(new OperationCanceledException());
        }
    }
}
