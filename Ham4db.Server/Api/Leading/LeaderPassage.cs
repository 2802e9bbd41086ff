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

    /// <summary>A leader that hands over answers when the next one has proved itself, which a busy machine delays.</summary>
    private static readonly TimeSpan HandoverGrace = TimeSpan.FromSeconds(10);

    /// <summary>Answers a request through the leader.</summary>
    /// <param name="request">The request.</param>
    /// <param name="serve">Answers it here.</param>
    /// <param name="hidesErrorStatus">Whether the status of a forwarded error becomes 500.</param>
    /// <param name="deadline">The caller's.</param>
    /// <returns>The reply; null when the leader's has been passed on already.</returns>
    public async Task<Reply?> AnswerAsync(ApiRequest request, EndpointHandler serve, bool hidesErrorStatus, RequestDeadline deadline)
    {
        var endpoint = request.Route.Endpoint;
        var headers = request.Http.Request.Headers;
        var isForwarded = headers.ContainsKey(WireHeaders.Forwarded);
        var requiredTerm = ReadTerm(headers);
        var waited = TimeSpan.Zero;
        FailedForward? failed = null;
        var mayLeadSoon = false;
        LeadershipView? declined = null;
        while (true)
        {
            var view = leadership.Current;
            var step = LeaderGate.Decide(view, view != declined && leadership.MayServe(), isForwarded, requiredTerm, leadership.Hindrance, failed);
            switch (step)
            {
                case LeaderStep.Serve:
                    if (await ServeAsync(request, serve, isForwarded, deadline.Token) is { } reply)
                    {
                        return reply;
                    }

                    if (view is { Role: NodeRole.Follower, HasLeader: true })
                    {
                        // It answers much without leading, and this is for the leader alone.
                        declined = view;
                        continue;
                    }

                    step = new LeaderStep.Wait("This node lost leadership while it was at the request.");
                    break;

                case LeaderStep.Forward(var leader):
                    var outcome = await forwarder.ForwardAsync(request.Http, view, leader, deadline, hidesErrorStatus, GraceOf(endpoint));
                    switch (outcome)
                    {
                        case ForwardOutcome.Answered:
                            return null;
                        case ForwardOutcome.Unanswered when endpoint.Effect == Effect.Change || deadline.IsOver:
                            return Unknown(outcome.Reason, deadline);
                        default:
                            failed = new FailedForward(view, outcome.Reason);
                            mayLeadSoon = outcome is ForwardOutcome.NothingDone { WasAnswered: true };
                            continue;
                    }

                case LeaderStep.NotLeader:
                    return Reply.Error(StatusCodes.Status421MisdirectedRequest, "This node does not lead. Nothing was done.");
            }

            if (endpoint.WithoutLeader is { } atOnce)
            {
                return atOnce;
            }

            if (step is LeaderStep.Wait(var reason) && (deadline.IsOver || waited >= Patience))
            {
                return Reply.Error(StatusCodes.Status503ServiceUnavailable, $"{reason} Nothing was done: try again, or ask another node.");
            }

            waited += await WaitAsync(view, deadline);

            if (mayLeadSoon)
            {
                failed = null;
            }
        }
    }

    /// <summary>
    /// As long as it takes to miss a leader and to elect another one: the upper election timeout, twice. The time that a silent leader was
    /// listened to does not count, since the caller's deadline bounds that.
    /// </summary>
    private TimeSpan Patience => 4 * live.Current.Raft.ElectionTimeout;

    /// <summary>A change whose answer is not waited for ends with an unknown outcome; a read is just sent again.</summary>
    private TimeSpan GraceOf(ApiEndpoint endpoint) => endpoint switch
    {
        { MovesLeadership: true } => HandoverGrace,
        { Effect: Effect.Change } => live.Current.Raft.ElectionTimeout / 2,
        _ => TimeSpan.Zero,
    };

    /// <summary>Answers here, unless leadership is lost before anything was done or shown.</summary>
    private async ValueTask<Reply?> ServeAsync(ApiRequest request, EndpointHandler serve, bool isForwarded, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await serve(request, cancellationToken);

            // What was read while this process was paused may be older than what another leader has promised since.
            return request.Route.Endpoint.Effect == Effect.Change || leadership.MayServe() ? reply : null;
        }
        catch (NotLeaderException) when (!isForwarded)
        {
            return null;
        }
    }

    /// <summary>Waits until leadership changes, or it is time to look at the lease again.</summary>
    /// <returns>How long that was.</returns>
    private async Task<TimeSpan> WaitAsync(LeadershipView view, RequestDeadline deadline)
    {
        var start = time.GetTimestamp();
        using var slice = new CancellationTokenSource(LeaseRecheck, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slice.Token, deadline.Token);
        try
        {
            await leadership.WaitForChangeAsync(view, either.Token);
        }
        catch (OperationCanceledException) when (slice.IsCancellationRequested || deadline.IsOver)
        {
            // Time to look at the lease again, or to refuse.
        }

        return time.GetElapsedTime(start);
    }

    private static Reply Unknown(string reason, RequestDeadline deadline) => Reply.Error(
        deadline.IsOver ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway,
        $"{reason} The request had been sent: whether it was carried out is not known. Look before repeating a change.");

    /// <summary>A caller that means to be kept from a stale leader must not be served by one because of a slip of the pen.</summary>
    private static long ReadTerm(IHeaderDictionary headers)
        => headers[WireHeaders.Term] is not { Count: > 0 } given ? 0
            : given is [{ } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var term) ? term
            : throw RequestRefusedException.BadArgument($"The {WireHeaders.Term} header must hold one whole number from 0 to {long.MaxValue}. Nothing was done.");
}
