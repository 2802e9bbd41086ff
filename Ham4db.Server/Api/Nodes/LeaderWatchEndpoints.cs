using System.Text.Json;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Tells a caller who leads, and every change of it, for as long as the caller listens.</summary>
internal sealed class LeaderWatchEndpoints(
    ILeadership leadership, NodeHeaders headers, NodeIdentity identity, IHostApplicationLifetime lifetime, TimeProvider time) : IEndpointGroup
{
    /// <summary>How often a line is sent that means nothing: what is in between keeps the connection, and a caller that is gone is noticed.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>A lease begins and ends without a change of leadership that one could wait for.</summary>
    private static readonly TimeSpan LeaseRecheck = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LeaderRecheck = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
        [ApiEndpoint.LocalRead((_, _) => ValueTask.FromResult(Reply.Stream("text/event-stream", TellAsync)), "leader-watch")];

    private async Task TellAsync(Stream body, CancellationToken hungUp)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hungUp, lifetime.ApplicationStopping);
        try
        {
            LeaderEvent? told = null;
            var toldAt = time.GetTimestamp();
            while (true)
            {
                var view = leadership.Current;
                var now = Describe(view);
                if (now != told || time.GetElapsedTime(toldAt) >= Heartbeat)
                {
                    await SendAsync(body, now == told ? ": still there\n\n" : Write(now), either.Token);
                    (told, toldAt) = (now, time.GetTimestamp());
                }

                await WaitAsync(view, now, Heartbeat - time.GetElapsedTime(toldAt), either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The caller hung up, or this node stops: the stream just ends.
        }
    }

    private LeaderEvent Describe(LeadershipView view)
        => new(headers.LeaderOf(view) ?? string.Empty, view.Term, identity.Name, view.Role == NodeRole.Leader && leadership.HoldsLease());

    private static string Write(LeaderEvent now) => $"event: leader\ndata: {JsonSerializer.Serialize(now, ApiJson.Default.LeaderEvent)}\n\n";

    private static async Task SendAsync(Stream body, string text, CancellationToken cancellationToken)
    {
        await body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    private async Task WaitAsync(LeadershipView view, LeaderEvent told, TimeSpan untilHeartbeat, CancellationToken cancellationToken)
    {
        var recheck = told.IsLeader ? LeaderRecheck : view.Role == NodeRole.Leader ? LeaseRecheck : Heartbeat;
        var wait = recheck < untilHeartbeat ? recheck : untilHeartbeat;
        using var slice = new CancellationTokenSource(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slice.Token, cancellationToken);
        try
        {
            await leadership.WaitForChangeAsync(view, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look again.
        }
    }
}
