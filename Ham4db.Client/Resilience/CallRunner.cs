using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Ham4db.Client.Diagnostics;
using Ham4db.Client.Http;
using Ham4db.Client.Leadership;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Ham4db.Client.Resilience;

/// <summary>Runs calls: one deadline each, tries until <see cref="Situation.Decide"/> ends it. The only layer that repeats.</summary>
internal sealed class CallRunner
{
    private readonly AttemptSender _sender;
    private readonly CallClocks _clocks;
    private readonly LeaderLocator _locator;
    private readonly RetryBudget _budget;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<CallTry> _pipeline;
    private readonly bool _isReplaced;

    /// <param name="sender">Makes one try.</param>
    /// <param name="clocks">The calls' clocks.</param>
    /// <param name="locator">Knows who leads.</param>
    /// <param name="replacement">Builds the pipeline that makes the tries; null for the client's own.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Where jitter comes from.</param>
    /// <param name="logger">Where to log.</param>
    public CallRunner(
        AttemptSender sender,
        CallClocks clocks,
        LeaderLocator locator,
        Action<ResiliencePipelineBuilder<CallTry>>? replacement,
        TimeProvider time,
        Random random,
        ILogger logger)
    {
        (_sender, _clocks, _locator, _time, _random, _logger) = (sender, clocks, locator, time, random, logger);
        _budget = new RetryBudget(time);
        _isReplaced = replacement is not null;
        var builder = new ResiliencePipelineBuilder<CallTry> { Name = ClientDiagnostics.Name, TimeProvider = time };
        (replacement ?? RepeatUntilTheDeadline)(builder);
        _pipeline = builder.Build();
    }

    /// <summary>Runs a call to its end.</summary>
    /// <returns>The reply that is the call's result: success; or, for a raw call, whatever the server said.</returns>
    /// <exception cref="Ham4dbException">It did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<Reply> RunAsync(Call call, TimeSpan deadline, CancellationToken cancellationToken)
        => RunAsync(call, deadline, static reply => reply, cancellationToken);

    /// <summary>Runs a call to its end, and reads its result.</summary>
    /// <returns>What <paramref name="read"/> makes of the reply.</returns>
    /// <inheritdoc cref="RunAsync(Call, TimeSpan, CancellationToken)"/>
    public async Task<T> RunAsync<T>(Call call, TimeSpan deadline, Func<Reply, T> read, CancellationToken cancellationToken)
    {
        using var clock = _clocks.Start(deadline, cancellationToken);
        using var activity = ClientDiagnostics.Activities.StartActivity("ham4db call", ActivityKind.Client);
        activity?.SetTag("ham4db.route", call.Path);
        var result = "failed";
        try
        {
            // Nearly every call ends with its first try, and is spared the pipeline, unless that is the user's.
            Attempt? first = _isReplaced && call.Node is null ? null : await _sender.SendAsync(call, clock).ConfigureAwait(false);
            var last = first is { Next: not Next.LocateAndRepeat } only ? only : await RepeatAsync(call, clock, first).ConfigureAwait(false);
            ClientDiagnostics.AttemptEnded(last.Outcome);
            activity?.SetTag("ham4db.node", last.Endpoint);
            var value = read(Result(call, last));
            result = "ok";
            return value;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Only the deadline is left, also when its timer fired a moment before its time.
            var failure = CallFailure.AtDeadline(call, deadline, _locator);
            result = NameOf(failure);
            throw failure;
        }
        catch (Exception e) when (e is Ham4dbException or OperationCanceledException)
        {
            result = NameOf(e);
            throw;
        }
        finally
        {
            activity?.SetTag("ham4db.result", result);
            ClientDiagnostics.CallEnded(clock, result);
        }
    }

    private static string NameOf(Exception failure) => failure switch
    {
        Ham4dbRejectedException => "rejected",
        NoLeaderException => "no_leader",
        OutcomeUnknownException => "unknown",
        DeadlineExceededException => "deadline",
        UnusableReplyException => "unusable",
        NodeUnreachableException => "unreachable",
        OperationCanceledException => "cancelled",
        _ => "failed",
    };

    private static Reply Result(Call call, Attempt last) => last switch
    {
        { Next: Next.Finish, Outcome: RequestOutcome.Succeeded, Reply: { } reply } => reply,
        { Next: Next.Finish, Reply: { } reply } => call.IsRaw ? reply : throw CallFailure.Rejected(call, reply, last),
        { Next: Next.Report, Outcome: RequestOutcome.NotLeader, Reply: { } reply } => throw CallFailure.Rejected(call, reply, last),
        _ => throw CallFailure.Of(call, last),
    };

    private async Task<Attempt> RepeatAsync(Call call, CallClock clock, Attempt? first)
    {
        using var tries = new CallTries(call, clock, _sender, _locator, _time, _logger);
        if (first is { } made)
        {
            tries.Begin(made);
        }

        var context = ResilienceContextPool.Shared.Get(tries.Token);
        Exception? thrown = null;
        try
        {
            await _pipeline.ExecuteAsync(static (context, tries) => tries.NextAsync(context.CancellationToken), context, tries).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The pipeline may be the user's, and throw what it likes; what was tried tells what to make of it.
            thrown = e;
        }

        await tries.CloseAsync().ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
        return End(call, clock, tries, thrown);
    }

    private Attempt End(Call call, CallClock clock, CallTries tries, Exception? thrown)
    {
        if (tries is { IsDecided: true, Last: { } result } && thrown is null or OperationCanceledException)
        {
            return result;
        }

        clock.Caller.ThrowIfCancellationRequested();
        if (tries.IsOver)
        {
            throw CallFailure.AtDeadline(call, clock.Deadline, _locator);
        }

        if (thrown is not (null or OperationCanceledException) && !tries.MayBeDone)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }

        throw CallFailure.GivenUp(call, tries.Last, thrown);
    }

    private void RepeatUntilTheDeadline(ResiliencePipelineBuilder<CallTry> builder) => builder.AddRetry(new RetryStrategyOptions<CallTry>
    {
        // The deadline ends a call, not a count.
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is { MayBeRepeated: true }),
        DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(arguments.AttemptNumber)),
    });

    private TimeSpan Pause(int repeats)
    {
        var pause = Backoff.BeforeRepeat(repeats, _random);
        var turn = repeats == 0 ? TimeSpan.Zero : _budget.Take();
        return pause > turn ? pause : turn;
    }
}
