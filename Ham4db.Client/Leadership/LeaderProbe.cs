using System.Net;
using Ham4db.Client.Http;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Asks one node whether it leads. Only an answer to that very question counts: status 200 with the JSON string <c>"OK"</c> or with
/// Ham4db's own header. A page of a proxy with status 200 is no leader.
/// </summary>
internal sealed class LeaderProbe(HttpMessageInvoker transport, LeaderMemory memory, EndpointBoard board, TimeSpan timeout, TimeProvider time)
{
    private const string Direct = "leader-check";
    private const string Routed = "routed-leader-check";

    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ProbeAnswer> AskAsync(Uri endpoint, bool routed, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(endpoint, routed, cancellationToken).ConfigureAwait(false);
        board.Take(answer);
        return answer;
    }

    private async Task<ProbeAnswer> SendAsync(Uri endpoint, bool routed, CancellationToken cancellationToken)
    {
        var sequence = memory.NextSequence();
        var started = time.GetTimestamp();
        using var timer = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, routed ? Routed : Direct));
            using var response = await transport.SendAsync(request, limit.Token).ConfigureAwait(false);
            var reply = await ReplyReceiver.ReceiveAsync(response, endpoint, ReplyReceiver.LargestProbeBody, limit.Token).ConfigureAwait(false);
            return Read(reply, routed, sequence, time.GetElapsedTime(started));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = e.InnerException is TimeoutException ? "no connection in time" : $"no answer within {timeout.TotalMilliseconds:0} ms";
            return new ProbeAnswer(endpoint, ProbeKind.Unreachable, sequence, reason, time.GetElapsedTime(started)) { IsRouted = routed };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new ProbeAnswer(endpoint, ProbeKind.Unreachable, sequence, TransportFailure.Describe(e), time.GetElapsedTime(started))
            {
                IsRouted = routed,
            };
        }
    }

    /// <summary>Judges an answer. Pure.</summary>
    internal static ProbeAnswer Read(Reply reply, bool routed, long sequence, TimeSpan elapsed)
    {
        var status = (int)reply.Status;
        var saysOk = reply.Body.Kind == ReplyKind.Value && reply.Body.Bytes.Span.Trim(" \t\r\n"u8).SequenceEqual("\"OK\""u8);
        var (kind, reason) = reply switch
        {
            { Status: HttpStatusCode.OK } when saysOk => (ProbeKind.Leads, routed ? "routes to the leader" : "leads"),
            { Status: HttpStatusCode.OK, IsHam4db: true, Body.Kind: not ReplyKind.NotLeaderText }
                => (ProbeKind.Leads, routed ? "routes to the leader" : "leads"),
            { IsHam4db: true } or { Body.Kind: ReplyKind.NotLeaderText }
                => (ProbeKind.Follows, reply.Body.Message ?? (routed ? "knows no leader" : "not leader")),
            { Body.Kind: ReplyKind.ErrorEnvelope } => (ProbeKind.Follows, $"HTTP {status}: {reply.Body.Message}"),
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => (ProbeKind.Foreign, $"HTTP {status}: the credentials were refused"),
            { Location: { } there } => (ProbeKind.Foreign, $"redirects to {Redacted.Address(there)}; give the final address as the endpoint"),
            { Body.Kind: ReplyKind.Html } => (ProbeKind.Foreign, $"HTTP {status} with an HTML page instead of an answer"),
            _ => (ProbeKind.Foreign, $"HTTP {status}, which is no answer to {(routed ? Routed : Direct)}"),
        };
        return new ProbeAnswer(reply.Node, kind, sequence, reason, elapsed)
        {
            IsRouted = routed,
            IsHam4db = reply.IsHam4db,
            Term = reply.Term ?? 0,
            Hint = reply.LeaderHint,
        };
    }
}
