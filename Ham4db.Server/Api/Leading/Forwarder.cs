using System.Net;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Consensus;
using Microsoft.AspNetCore.Http.Features;

namespace Ham4db.Server.Api.Leading;

/// <summary>Passes a request on to the leader, once.</summary>
internal sealed class Forwarder(LeaderConnection connection, ILeadership leadership, TimeProvider time)
{
    /// <summary>Passes a request on and its answer back.</summary>
    /// <param name="http">The request.</param>
    /// <param name="view">The leadership that named the leader.</param>
    /// <param name="leader">Base address of the leader's API.</param>
    /// <param name="deadline">Bounds the wait for the answer.</param>
    /// <param name="hidesErrorStatus">Whether the status of an error becomes 500 on its way back.</param>
    /// <param name="grace">How long to wait still for the answer of a leader that has been followed by another: one that handed over sends it.</param>
    public async Task<ForwardOutcome> ForwardAsync(
        HttpContext http, LeadershipView view, Uri leader, RequestDeadline deadline, bool hidesErrorStatus, TimeSpan grace)
    {
        var marker = new SentMarker();
        using var request = Build(http, leader, deadline, marker);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        var answer = connection.SendAsync(request, attempt.Token);
        var moved = WaitUntilMovedAsync(view, attempt.Token);
        var leaderMoved = await Task.WhenAny(answer, moved) == moved
            && await Task.WhenAny(answer, Task.Delay(grace, time, attempt.Token)) != answer
            && !deadline.Token.IsCancellationRequested;
        if (leaderMoved)
        {
            await attempt.CancelAsync();
        }

        try
        {
            using var response = await answer;
            if (response.StatusCode == HttpStatusCode.MisdirectedRequest)
            {
                return new ForwardOutcome.NothingDone($"The node at {leader} says that it does not lead.", WasAnswered: true);
            }

            await CopyAsync(response, http, hidesErrorStatus, deadline.Token);
            return new ForwardOutcome.Answered();
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !http.RequestAborted.IsCancellationRequested)
        {
            var reason = Explain(failure, leader, leaderMoved, deadline);
            return marker.IsSent ? new ForwardOutcome.Unanswered(reason) : new ForwardOutcome.NothingDone(reason);
        }
        finally
        {
            await attempt.CancelAsync();
            await moved;
        }
    }

    private static HttpRequestMessage Build(HttpContext http, Uri leader, RequestDeadline deadline, SentMarker marker)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

        // As the caller wrote it: the leader must see the same encoded slashes and dots.
        var uri = new Uri(
            leader.GetLeftPart(UriPartial.Authority) + RequestPath.PathAndQuery(target),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), uri) { Content = marker };
        ForwardedHeaders.CopyTo(request, http.Request, deadline.Remaining);
        return request;
    }

    /// <summary>Ends when another node leads, or the same one in a later term; also when cancelled.</summary>
    private async Task WaitUntilMovedAsync(LeadershipView view, CancellationToken cancellationToken)
    {
        try
        {
            var seen = view;
            while (!cancellationToken.IsCancellationRequested && (seen.Term == view.Term || !seen.HasLeader))
            {
                seen = await leadership.WaitForChangeAsync(seen, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The answer came first.
        }
    }

    private static async Task CopyAsync(HttpResponseMessage source, HttpContext http, bool hidesErrorStatus, CancellationToken cancellationToken)
    {
        var status = (int)source.StatusCode;
        http.Response.StatusCode = hidesErrorStatus && status >= 400 && status != StatusCodes.Status401Unauthorized
            ? StatusCodes.Status500InternalServerError
            : status;
        ForwardedHeaders.CopyTo(http.Response, source);
        try
        {
            await source.Content.CopyToAsync(http.Response.Body, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // The status has gone out: only a broken connection can tell the caller that the answer is not whole.
            http.Abort();
        }
    }

    private static string Explain(Exception failure, Uri leader, bool leaderMoved, RequestDeadline deadline) => failure switch
    {
        _ when leaderMoved => $"Leadership moved away from {leader} before it answered.",
        _ when deadline.IsOver => $"The leader {leader} did not answer before the caller's deadline.",
        OperationCanceledException => $"The leader {leader} does not take connections.",
        HttpRequestException { InnerException: { } inner } => $"The leader {leader} could not be reached: {inner.Message}",
        _ => $"The leader {leader} could not be reached: {failure.Message}",
    };
}
