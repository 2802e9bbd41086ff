using System.Globalization;
using System.Text;
using System.Text.Json;
using Ham4db.Client.Http;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Resilience;

/// <summary>Puts into words, and into the right kind of exception, why a call did not succeed.</summary>
internal static class CallFailure
{
    /// <summary>The call's deadline passed.</summary>
    public static Ham4dbException AtDeadline(Call call, TimeSpan deadline, LeaderLocator locator)
    {
        var within = $"within {deadline.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s";
        if (!call.IsRead && (call.MayBeDone || call.Phase == CallPhase.Waiting))
        {
            var attempts = WithCurrent(call, RequestOutcome.Unknown, "no answer until the deadline");
            return new OutcomeUnknownException(
                Say($"{call.Path}: sent, but no answer came {within}; the change may have been made. Look before trying again.", attempts), attempts);
        }

        // A node that leads, and whose answers were of no use, is not "no leader".
        var isAnswering = call.Attempts.Count > 0 && locator.Reports.Any(answer => answer.Kind == ProbeKind.Leads);
        if (call.Phase == CallPhase.Searching && !isAnswering)
        {
            IReadOnlyList<RequestAttempt> attempts = [.. call.Attempts, .. locator.Reports.Select(ToAttempt)];
            return new NoLeaderException(
                Say($"{call.Path}: no node led {within}; nothing was changed.{(locator.Problem is { } problem ? $" Addresses of nodes: {problem}." : "")}", attempts), attempts);
        }

        var tried = WithCurrent(
            call,
            call.Phase == CallPhase.Connecting ? RequestOutcome.NotSent : RequestOutcome.Unknown,
            call.Phase == CallPhase.Connecting ? "no connection until the deadline" : "no answer until the deadline");
        return new DeadlineExceededException(Say($"{call.Path}: no answer {within}; nothing was changed.", tried), tried);
    }

    /// <summary>A try ended in a way that must not be repeated.</summary>
    public static Ham4dbException Of(Call call, Attempt last)
    {
        IReadOnlyList<RequestAttempt> attempts = [.. call.Attempts, last.Report];
        if (!call.IsRead && last.Outcome == RequestOutcome.Unknown)
        {
            return new OutcomeUnknownException(
                Say($"{call.Path}: sent, but no answer that counts came; the change may have been made. Look before trying again.", attempts),
                attempts,
                last.Failure);
        }

        if (IsUnusable(last))
        {
            return new UnusableReplyException(
                Say($"{call.Path}: {last.Endpoint} did not answer as this API does; is it the address of a node?", attempts), attempts, last.Failure);
        }

        return last.Reply is { } reply
            ? Rejected(call, reply, last)
            : new NodeUnreachableException(Say($"{call.Path}: {last.Endpoint} cannot be reached.", attempts), attempts, last.Failure);
    }

    /// <summary>The pipeline ended a call that could have gone on.</summary>
    /// <param name="call">The call.</param>
    /// <param name="last">The last try; null when none was made.</param>
    /// <param name="thrown">What the pipeline threw; null when it did not.</param>
    public static Ham4dbException GivenUp(Call call, Attempt? last, Exception? thrown)
    {
        IReadOnlyList<RequestAttempt> attempts = last is { Next: not Next.LocateAndRepeat } ended ? [.. call.Attempts, ended.Report] : call.Attempts;
        var inner = thrown ?? last?.Failure;
        if (!call.IsRead && (call.MayBeDone || last is { Outcome: RequestOutcome.Unknown or RequestOutcome.Succeeded }))
        {
            return new OutcomeUnknownException(
                Say($"{call.Path}: ended by the resilience pipeline; the change may have been made. Look before trying again.", attempts), attempts, inner);
        }

        if (last is not { Endpoint: { } endpoint, Outcome: not RequestOutcome.NotLeader } tried)
        {
            return new NoLeaderException(
                Say($"{call.Path}: ended by the resilience pipeline before a node that leads was found; nothing was changed.", attempts), attempts, inner);
        }

        return IsUnusable(tried)
            ? new UnusableReplyException(
                Say($"{call.Path}: {endpoint} did not answer as this API does, and the resilience pipeline ended the call.", attempts), attempts, inner)
            : new NodeUnreachableException(
                Say($"{call.Path}: {endpoint} cannot be reached, and the resilience pipeline ended the call; nothing was changed.", attempts), attempts, inner);
    }

    /// <summary>The server refused, and said so.</summary>
    public static Ham4dbRejectedException Rejected(Call call, Reply reply, Attempt last)
    {
        var message = reply switch
        {
            { Location: { } there } => $"redirects to {Redacted.Address(there)}; redirects are not followed, give the final address as the endpoint",
            { Body.Message: { Length: > 0 } said } => said,
            { Body.Kind: ReplyKind.Empty or ReplyKind.Html } => reply.Status.ToString(),
            _ => ReplyBodyReader.Excerpt(reply.Body.Bytes),
        };
        return new Ham4dbRejectedException(
            $"{call.Path}: {reply.Node} says (HTTP {(int)reply.Status}): {message}",
            message,
            reply.Status,
            Details(reply),
            [.. call.Attempts, last.Report]);
    }

    private static bool IsUnusable(Attempt last)
        => last.Outcome == RequestOutcome.Unknown && (last.Reply is not null || last.Failure is BodyTooLargeException);

    private static JsonElement? Details(Reply reply)
    {
        if (reply.Body.Kind is not (ReplyKind.ErrorEnvelope or ReplyKind.OkEnvelope) || reply.Body.IsNull)
        {
            return null;
        }

        using var document = JsonDocument.Parse(reply.Body.Payload);
        return document.RootElement.Clone();
    }

    private static RequestAttempt ToAttempt(ProbeAnswer answer) => new(
        answer.Endpoint,
        answer.Kind == ProbeKind.Unreachable ? RequestOutcome.NotSent : RequestOutcome.NotLeader,
        answer.Elapsed,
        answer.Reason);

    private static IReadOnlyList<RequestAttempt> WithCurrent(Call call, RequestOutcome outcome, string reason)
        => call.Asking is { } endpoint ? [.. call.Attempts, new RequestAttempt(endpoint, outcome, TimeSpan.Zero, reason)] : call.Attempts;

    private static string Say(string what, IReadOnlyList<RequestAttempt> attempts)
    {
        const int mostShown = 8;
        var text = new StringBuilder(what);
        foreach (var attempt in attempts.TakeLast(mostShown))
        {
            text.Append(' ').Append(attempt.Endpoint?.ToString() ?? "no leader").Append(": ").Append(attempt.Reason).Append(';');
        }

        if (attempts.Count > mostShown)
        {
            text.Append(CultureInfo.InvariantCulture, $" and {attempts.Count - mostShown} earlier tries");
        }

        return text.ToString().TrimEnd(';');
    }
}
