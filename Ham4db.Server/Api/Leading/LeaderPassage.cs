using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Leading;

/// <summary>Brings a request that only the leader answers to the leader: this node, or another one.</summary>
/// <remarks>
/// Waits for an election to end, but not longer than one takes, and never longer than the caller does. Goes again only where
/// nothing was done: the leader was not reached or did not lead any more; or where the request only reads.
/// </remarks>
internal sealed class LeaderPassage(ILeadership leadership, Forwarder forwarder, ILiveOptions live, TimeProvider time)
{
    /// <summary>A lease is renewed without a change of leadership that one could wait for.</summary>
    private static readonly TimeSpan LeaseRecheck = TimeSpan.FromMilliseconds(20);

    /// <summary>Answers a request through the leader.</summary>
    /// <param name="request">The request.</param>
    /// <param name="serve">Answers it here.</param>
    /// <param name="hidesErrorStatus">Whether the status of a forwarded error becomes 500.</param>
    /// <param name="deadline">The caller's.</param>
    /// <returns>The reply; null when the leader's has been passed on already.</returns>
    public async Task<Reply?> AnswerAsync(ApiRequest request, EndpointHandler serve, bool hidesErrorStatus, RequestDeadline deadline)
    {
        var headers = request.Http.Request.Headers;
        var isForwarded = headers.ContainsKey(WireHeaders.Forwarded);
        var requiredTerm = ReadTerm(headers);
        var start = time.GetTimestamp();
        FailedForward? failed = null;
        while (true)
        {
            var view = leadership.Current;
            switch (LeaderGate.Decide(view, leadership.HoldsLease(), isForwarded, requiredTerm, failed))
            {
                case LeaderStep.Serve:
                    if (await ServeAsync(request, serve, isForwarded, deadline.Token) is { } reply)
                    {
                        return reply;
                    }

                    break;

                case LeaderStep.Forward(var leader):
                    switch (await forwarder.ForwardAsync(request.Http, view, leader, deadline, hidesErrorStatus))
                    {
                        case ForwardOutcome.Answered:
                            return null;
                        case ForwardOutcome.Unanswered { LeaderMoved: true } when request.Route.Endpoint.Effect == Effect.Read:
                            break;
                        case ForwardOutcome.Unanswered(var reason, _):
                            return Unknown(reason, deadline);
                        case ForwardOutcome.NothingDone(var reason):
                            failed = new FailedForward(view, reason);
                            break;
                    }

                    break;

                case LeaderStep.NotLeader:
                    return Reply.Error(StatusCodes.Status421MisdirectedRequest, "This node does not lead. Nothing was done.");

                case LeaderStep.Wait(var reason) when deadline.IsOver || time.GetElapsedTime(start) >= Patience:
                    return request.Route.Endpoint.WithoutLeader
                        ?? Reply.Error(StatusCodes.Status503ServiceUnavailable, $"{reason} Nothing was done: try again, or ask another node.");

                case LeaderStep.Wait:
                    await WaitAsync(view, deadline.Token);
                    break;
            }
        }
    }

    /// <summary>As long as one election takes at most.</summary>
    private TimeSpan Patience => 2 * live.Current.Raft.ElectionTimeout;

    /// <summary>Answers here, unless leadership is lost before anything was done or shown.</summary>
    private async ValueTask<Reply?> ServeAsync(ApiRequest request, EndpointHandler serve, bool isForwarded, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await serve(request, cancellationToken);

            // What was read while this process was paused may be older than what another leader has promised since.
            return request.Route.Endpoint.Effect == Effect.Change || leadership.HoldsLease() ? reply : null;
        }
        catch (NotLeaderException) when (!isForwarded)
        {
            return null;
        }
    }

    private async Task WaitAsync(LeadershipView view, CancellationToken cancellationToken)
    {
        using var slice = new CancellationTokenSource(LeaseRecheck, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slice.Token, cancellationToken);
        try
        {
            await leadership.WaitForChangeAsync(view, either.Token);
        }
        catch (OperationCanceledException) when (slice.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Time to look at the lease again.
        }
    }

    private static Reply Unknown(string reason, RequestDeadline deadline) => Reply.Error(
        deadline.IsOver ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway,
        $"{reason} The request had been sent: whether it was carried out is not known. Look before repeating a change.");

    private static long ReadTerm(IHeaderDictionary headers)
        => long.TryParse(headers[WireHeaders.Term].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var term) ? term : 0;
}
