using System.Diagnostics;
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
    private static readonly ResiliencePropertyKey<Call> CallKey = new("Ham4db.Call");

    private readonly AttemptSender _sender;
    private readonly LeaderLocator _locator;
    private readonly RetryBudget _budget;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<Attempt> _pipeline;

    public CallRunner(AttemptSender sender, LeaderLocator locator, TimeProvider time, Random random, ILogger logger)
    {
        (_sender, _locator, _time, _random, _logger) = (sender, locator, time, random, logger);
        _budget = new RetryBudget(time);
        _pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                // The deadline ends a call, not a count.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result.Next == Next.LocateAndRepeat),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(arguments.AttemptNumber)),
                OnRetry = BeforeRepeat,
            })
            .Build();
    }

    /// <summary>Runs a call to its end.</summary>
    /// <returns>The reply that is the call's result: success; or, for a raw call, whatever the server said.</returns>
    /// <exception cref="Ham4dbException">It did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<Reply> RunAsync(Call call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var clock = new CallClock(deadline, _time, cancellationToken);
        using var activity = ClientDiagnostics.Activities.StartActivity("ham4db call", ActivityKind.Client);
        activity?.SetTag("ham4db.route", call.Path);
        var result = "failed";
        try
        {
            var last = await TryAsync(call, clock).ConfigureAwait(false);
            ClientDiagnostics.AttemptEnded(last.Report.Outcome);
            activity?.SetTag("ham4db.node", last.Report.Endpoint);
            var reply = Result(call, last);
            result = "ok";
            return reply;
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
            ClientDiagnostics.CallEnded(clock.Elapsed, result);
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
        { Next: Next.Finish, Report.Outcome: RequestOutcome.Succeeded, Reply: { } reply } => reply,
        { Next: Next.Finish, Reply: { } reply } => call.IsRaw ? reply : throw CallFailure.Rejected(call, reply, last),
        { Next: Next.Report, Report.Outcome: RequestOutcome.NotLeader, Reply: { } reply } => throw CallFailure.Rejected(call, reply, last),
        _ => throw CallFailure.Of(call, last),
    };

    // Nearly every call ends with its first try, and is spared the pipeline.
    private async ValueTask<Attempt> TryAsync(Call call, CallClock clock)
    {
        var first = await _sender.SendAsync(call, clock).ConfigureAwait(false);
        return first.Next == Next.LocateAndRepeat ? await RepeatAsync(call, clock, first).ConfigureAwait(false) : first;
    }

    private async Task<Attempt> RepeatAsync(Call call, CallClock clock, Attempt first)
    {
        using var deadline = new CancellationTokenSource(clock.Remaining > TimeSpan.Zero ? clock.Remaining : TimeSpan.Zero, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, clock.Caller);
        var context = ResilienceContextPool.Shared.Get(end.Token);
        context.Properties.Set(CallKey, call);
        Attempt? made = first;
        try
        {
            return await _pipeline.ExecuteAsync(
                async _ =>
                {
                    if (made is { } attempt)
                    {
                        made = null;
                        return attempt;
                    }

                    return await _sender.SendAsync(call, clock).ConfigureAwait(false);
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private TimeSpan Pause(int repeats)
    {
        var pause = Backoff.BeforeRepeat(repeats, _random);
        var turn = repeats == 0 ? TimeSpan.Zero : _budget.Take();
        return pause > turn ? pause : turn;
    }

    private ValueTask BeforeRepeat(OnRetryArguments<Attempt> arguments)
    {
        var attempt = arguments.Outcome.Result;
        var call = arguments.Context.Properties.GetValue(CallKey, null!);
        call.Add(attempt.Report);
        call.Phase = CallPhase.Searching;
        call.Asking = null;
        ClientDiagnostics.AttemptEnded(attempt.Report.Outcome);
        _logger.Repeating(
            call.Path, call.Attempts.Count, attempt.Report.Endpoint, attempt.Report.Outcome, attempt.Report.Reason, (long)arguments.RetryDelay.TotalMilliseconds);
        if (attempt.Leader is { } leader)
        {
            _locator.Doubt(leader);
        }

        return ValueTask.CompletedTask;
    }
}
