using Ham4db.Client.Leadership;
using Ham4db.Client.Resilience;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;
using Polly;

namespace Ham4db.Client.Tests.Guarantees;

/// <summary>
/// The table of <c>docs/client-guarantees.md</c>, cell by cell: what the document says is what the test expects. Nodes in memory, on a clock that
/// moves only when a test moves it.
/// </summary>
public sealed class GuaranteesTests : IDisposable
{
    /// <summary>Real time; only a failure takes so long.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(60);

    private readonly VirtualCluster _cluster = new();

    public static TheoryData<string, string, string> Answers
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            foreach (var row in GuaranteeRow.ReadAll())
            {
                foreach (var caller in GuaranteeRow.Callers.Where(caller => row.For(caller) is not null))
                {
                    foreach (var mishap in MishapsOf(row).Where(mishap => (mishap.Only ?? caller.IsHam4db) == caller.IsHam4db && (caller.Column > 0 || !mishap.IsOfChange)))
                    {
                        cells.Add(row.What, caller.Name, mishap.Name);
                    }
                }
            }

            return cells;
        }
    }

    public static TheoryData<string, string> Times
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var row in GuaranteeRow.ReadAll().Where(row => StageOf(row) is not null))
            {
                foreach (var caller in GuaranteeRow.Callers.Where(caller => row.For(caller) is not null))
                {
                    cells.Add(row.What, caller.Name);
                }
            }

            return cells;
        }
    }

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Table_EachRow_IsStagedHere_AndNothingElseIs()
    {
        var rows = GuaranteeRow.ReadAll();

        rows.Where(row => MishapsOf(row).Length == 0 && StageOf(row) is null).ShouldBeEmpty();
        foreach (var start in Mishaps.ByRow.Keys.Concat(Stages.Keys))
        {
            rows.Count(row => row.What.StartsWith(start, StringComparison.Ordinal)).ShouldBe(1, start);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_Row_IsAsTheTableSays(string what, string who, string how)
    {
        var (row, caller, promise) = Find(what, who);
        var mishap = MishapsOf(row).Single(mishap => mishap.Name == how);
        var isAlways = promise.Tries > 1 || what.StartsWith("the same again", StringComparison.Ordinal);

        var thrown = await RunAsync(caller, mishap, isAlways, resilience: null);

        Check(thrown, promise, caller, isAlways ? (promise.Tries > 1 ? promise.Tries : 2) : promise.Repeats ? 2 : 1);
        if (promise is { Repeats: true, Thrown: not null })
        {
            await using var again = Connect(caller, resilience: null);
            _cluster.Set("a", Node(caller, mishap, isAlways: false));
            await caller.CallAsync(again).WaitAsync(Room);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_FirstTry_EndsWithTheOutcomeOfTheTable(string what, string who, string how)
    {
        var (row, caller, promise) = Find(what, who);

        var thrown = await RunAsync(caller, MishapsOf(row).Single(mishap => mishap.Name == how), isAlways: true, resilience: _ => { });

        if (thrown is not null)
        {
            thrown.ShouldBeAssignableTo<Ham4dbException>()!.Attempts[0].Outcome.ShouldBe(promise.Outcome!.Value);
            thrown.Message.ShouldContain("http://a/");
        }
        else
        {
            // A raw call gives the refusal as it came.
            (caller.IsRaw, promise.Outcome).ShouldBe((true, RequestOutcome.Rejected));
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Time_Row_IsAsTheTableSays(string what, string who)
    {
        var (row, caller, promise) = Find(what, who);

        await StageOf(row)!(this, caller, promise);
    }

    private static readonly Dictionary<string, Func<GuaranteesTests, GuaranteeRow.Caller, GuaranteeRow.Promise, Task>> Stages = new()
    {
        ["another node proves to lead"] = (test, caller, promise) => test.AnotherLeadsAsync(caller, promise, isWritten: true),
        ["the same, the request not written"] = (test, caller, promise) => test.AnotherLeadsAsync(caller, promise, isWritten: caller.Column == 0),
        ["silence of half the deadline"] = (test, caller, promise) => test.SilenceAsync(caller, promise),
        ["the deadline passes while no leader"] = (test, caller, promise) => test.DeadlineAsync(caller, promise, (_, _) => test.Follower(caller)),
        ["the deadline passes while repeating"] = (test, caller, promise) => test.RepeatAsync(caller, promise, "connection refused or reset while"),
        ["the same, a try may have been"] = (test, caller, promise) => test.RepeatAsync(caller, promise, "reset or end of a connection that stood"),
        ["the deadline passes while waiting"] = (test, caller, promise) => test.DeadlineAsync(caller, promise, (seen, _) => test.Silent(caller, seen, isWritten: true)),
        ["the deadline passes while connecting"] = (test, caller, promise) => test.DeadlineAsync(caller, promise, (seen, _) => test.Silent(caller, seen, isWritten: false)),
        ["the caller's token is cancelled"] = (test, caller, promise) => test.CancelAsync(caller, promise),
    };

    private static Mishaps.Mishap[] MishapsOf(GuaranteeRow row)
        => Mishaps.ByRow.SingleOrDefault(entry => row.What.StartsWith(entry.Key, StringComparison.Ordinal)).Value ?? [];

    private static Func<GuaranteesTests, GuaranteeRow.Caller, GuaranteeRow.Promise, Task>? StageOf(GuaranteeRow row)
        => Stages.SingleOrDefault(entry => row.What.StartsWith(entry.Key, StringComparison.Ordinal)).Value;

    private static (GuaranteeRow Row, GuaranteeRow.Caller Caller, GuaranteeRow.Promise Promise) Find(string what, string who)
    {
        var row = GuaranteeRow.ReadAll().Single(row => row.What == what);
        var caller = GuaranteeRow.Callers.Single(caller => caller.Name == who);
        return (row, caller, row.For(caller)!);
    }

    private async Task<Exception?> RunAsync(
        GuaranteeRow.Caller caller, Mishaps.Mishap mishap, bool isAlways, Action<ResiliencePipelineBuilder<CallTry>>? resilience, int stepMilliseconds = 10)
    {
        _cluster.Set("a", Node(caller, mishap, isAlways));
        await using var client = Connect(caller, resilience);
        var call = caller.CallAsync(client);
        await _cluster.PassAsync(TimeSpan.FromSeconds(31), call, stepMilliseconds);
        return await Record.ExceptionAsync(() => call.WaitAsync(Room));
    }

    private void Check(Exception? thrown, GuaranteeRow.Promise promise, GuaranteeRow.Caller caller, int sent)
    {
        if (promise.Thrown is null || (caller.IsRaw && promise.Thrown == nameof(Ham4dbRejectedException)))
        {
            thrown.ShouldBeNull();
        }
        else
        {
            thrown.ShouldNotBeNull().GetType().Name.ShouldBe(promise.Thrown is nameof(OperationCanceledException) ? thrown.GetType().Name : promise.Thrown);
            (thrown is OperationCanceledException).ShouldBe(promise.Thrown is nameof(OperationCanceledException));
            (thrown as Ham4dbException)?.Attempts.ShouldNotBeEmpty();
        }

        var requests = Requests(caller);
        requests.Count.ShouldBe(sent);
        var keys = requests.Select(request => request.Headers.TryGetValues("Idempotency-Key", out var key) ? key.Single() : null).Distinct().ToList();
        if (sent > 0)
        {
            (keys.Count, keys[0] is not null).ShouldBe((1, caller.Column == 1));
            requests.ShouldAllBe(request => request.Method == (caller.Column == 1 ? HttpMethod.Post : HttpMethod.Get));
        }
    }

    private async Task AnotherLeadsAsync(GuaranteeRow.Caller caller, GuaranteeRow.Promise promise, bool isWritten)
    {
        var told = new ToldStream();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // Only Ham4db tells of its leader; a client that is set to speak as to a Go server sends it no key.
        _cluster.Set("a", Silent(caller, seen, isWritten, term: 5));
        _cluster.Set("b", told.Beside(_cluster.Follower(5)));
        await using var client = Connect(caller, resilience: null, watches: true);
        var call = caller.CallAsync(client);
        await seen.Task.WaitAsync(Room);
        await Eventually.BecomesTrueAsync("the client to listen", () => told.IsHeard, Room);
        _cluster.Set("b", told.Beside(Answering(caller, 6)));
        await told.TellAsync(6, isLeader: true);

        var thrown = await Record.ExceptionAsync(() => call.WaitAsync(Room));
        Check(thrown, promise, caller, promise.Thrown is null ? 2 : 1);
        if (thrown is Ham4dbException failed)
        {
            failed.Attempts[0].Outcome.ShouldBe(promise.Outcome!.Value);
        }
    }

    private async Task SilenceAsync(GuaranteeRow.Caller caller, GuaranteeRow.Promise promise)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isFirst = 1;
        _cluster.Set("a", async (request, token) =>
        {
            if (!IsCall(caller, request) || Interlocked.Exchange(ref isFirst, 0) == 0)
            {
                return await Answering(caller, TermOf(caller))(request, token);
            }

            await WriteAsync(request, token);
            seen.SetResult();
            await answer.Task.WaitAsync(token);
            return await Answering(caller, TermOf(caller))(request, token);
        });
        await using var client = Connect(caller, resilience: null).WithDeadline(TimeSpan.FromMinutes(10));
        var call = caller.CallAsync(client);
        await seen.Task.WaitAsync(Room);

        // A second of the client's time is twenty milliseconds of real time, so that what became due can run.
        for (var passed = 0; passed < 580 && !call.IsCompleted; passed += passed < 290 ? 10 : 1)
        {
            if (passed == 400)
            {
                if (promise.Repeats)
                {
                    // What is due is only waited for: a busy machine takes its time to send it.
                    await Eventually.BecomesTrueAsync("the request to be repeated", () => Requests(caller).Count == 2, Room);
                }

                Requests(caller).Count.ShouldBe(promise.Repeats ? 2 : 1);
                answer.TrySetResult();
            }

            _cluster.Time.Advance(TimeSpan.FromSeconds(passed < 290 ? 10 : 1));
            await Task.Delay(20);
        }

        Check(await Record.ExceptionAsync(() => call.WaitAsync(Room)), promise, caller, promise.Repeats ? 2 : 1);
    }

    private async Task DeadlineAsync(
        GuaranteeRow.Caller caller,
        GuaranteeRow.Promise promise,
        Func<TaskCompletionSource, GuaranteeRow.Caller, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> node)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cluster.Set("a", node(seen, caller));
        await using var client = Connect(caller, resilience: null);
        var call = caller.CallAsync(client);
        await Eventually.BecomesTrueAsync("the node to be asked", () => seen.Task.IsCompleted || _cluster.Count("a", "routed-leader-check") > 0, Room);
        await Eventually.BecomesTrueAsync(
            "its answer to be known", () => client.Cluster.Current.Endpoints[0].State is EndpointState.Leader or EndpointState.Follower, Room);

        _cluster.Time.Advance(TimeSpan.FromSeconds(31));

        Check(await Record.ExceptionAsync(() => call.WaitAsync(Room)), promise, caller, seen.Task.IsCompleted ? 1 : 0);
    }

    private async Task RepeatAsync(GuaranteeRow.Caller caller, GuaranteeRow.Promise promise, string mishap)
    {
        var thrown = await RunAsync(caller, Mishaps.ByRow[mishap][0], isAlways: true, resilience: null, stepMilliseconds: 250);

        Check(thrown, promise, caller, Requests(caller).Count);
        Requests(caller).Count.ShouldBeGreaterThan(1);
    }

    private async Task CancelAsync(GuaranteeRow.Caller caller, GuaranteeRow.Promise promise)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cluster.Set("a", Silent(caller, seen, isWritten: true));
        await using var client = Connect(caller, resilience: null);
        using var cancel = new CancellationTokenSource();
        var call = caller.CallAsync(client, cancel.Token);
        await seen.Task.WaitAsync(Room);

        await cancel.CancelAsync();

        Check(await Record.ExceptionAsync(() => call.WaitAsync(Room)), promise, caller, 1);
    }

    private IReadOnlyList<HttpRequestMessage> Requests(GuaranteeRow.Caller caller) => [.. _cluster.To("a", caller.Route), .. _cluster.To("b", caller.Route)];

    private IHam4dbClient Connect(GuaranteeRow.Caller caller, Action<ResiliencePipelineBuilder<CallTry>>? resilience, bool watches = false)
        => _cluster.Connect(new Ham4dbClientOptions
        {
            Endpoints = watches ? ["http://a", "http://b"] : ["http://a"],
            Dialect = caller.IsHam4db ? ServerDialect.Auto : ServerDialect.Orchestrator,
            WatchLeader = watches,
            Resilience = resilience,
        });

    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Node(GuaranteeRow.Caller caller, Mishaps.Mishap mishap, bool isAlways)
    {
        var isFirst = 1;
        return async (request, token) =>
        {
            if (!IsCall(caller, request) || (Interlocked.Exchange(ref isFirst, 0) == 0 && !isAlways))
            {
                return await Answering(caller, TermOf(caller))(request, token);
            }

            if (mishap.IsWritten)
            {
                await WriteAsync(request, token);
            }

            return mishap.Do();
        };
    }

    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Silent(GuaranteeRow.Caller caller, TaskCompletionSource seen, bool isWritten, long? term = null)
        => async (request, token) =>
        {
            if (!IsCall(caller, request))
            {
                return await Answering(caller, term ?? TermOf(caller))(request, token);
            }

            if (isWritten)
            {
                await WriteAsync(request, token);
            }

            seen.TrySetResult();
            return await VirtualCluster.Silent(request, token);
        };

    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Follower(GuaranteeRow.Caller caller) => _cluster.Follower(TermOf(caller));

    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answering(GuaranteeRow.Caller caller, long term)
        => _cluster.Leader(term, body: caller.Column == 0 ? "[]" : """{"Code":"OK","Message":"done","Details":null}""");

    // The Go servers tell no term, and so are told from Ham4db.
    private static long TermOf(GuaranteeRow.Caller caller) => caller.IsHam4db ? 5 : 0;

    private static bool IsCall(GuaranteeRow.Caller caller, HttpRequestMessage request) => request.RequestUri!.AbsolutePath == $"/api/{caller.Route}";

    private static Task WriteAsync(HttpRequestMessage request, CancellationToken token) => request.Content?.CopyToAsync(Stream.Null, token) ?? Task.CompletedTask;
}
