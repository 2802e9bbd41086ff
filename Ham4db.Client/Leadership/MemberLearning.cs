using System.Net;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Asks each new leader for the members of its cluster, so that nodes that were not configured are asked too when it is lost. The members are
/// named by their raft addresses; all nodes are taken to serve the API under the scheme, port and prefix of the leader's own address.
/// </summary>
internal sealed class MemberLearning(HttpMessageInvoker transport, EndpointList endpoints, TimeSpan answerWithin, TimeProvider time)
{
    private const int MostMembers = 16;

    private KnownLeader? _asked;

    /// <summary>Asks this leader, in the background, unless it was asked before.</summary>
    public void Begin(KnownLeader leader)
    {
        if (Volatile.Read(ref _asked) != leader && !leader.Leader.IsRouted && Interlocked.Exchange(ref _asked, leader) != leader)
        {
            _ = Task.Run(() => LearnAsync(leader));
        }
    }

    /// <summary>The members' addresses. Pure.</summary>
    internal static IEnumerable<Uri> Read(string[] members, Uri leader)
    {
        foreach (var member in members.Take(MostMembers))
        {
            if (Uri.TryCreate($"raft://{member}", UriKind.Absolute, out var named) && named.Host.Length > 0)
            {
                yield return new UriBuilder(leader) { Host = named.Host }.Uri;
            }
        }
    }

    private async Task LearnAsync(KnownLeader leader)
    {
        using var limit = new CancellationTokenSource(answerWithin, time);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(leader.Endpoint, "raft-peers"));
            using var response = await transport.SendAsync(request, limit.Token).ConfigureAwait(false);
            var reply = await ReplyReceiver.ReceiveAsync(response, leader.Endpoint, ReplyReceiver.LargestProbeBody, limit.Token).ConfigureAwait(false);
            if (reply.Status == HttpStatusCode.OK && reply.Body.Kind == ReplyKind.Value)
            {
                var members = JsonSerializer.Deserialize(reply.Body.Payload.Span, WireJson.Default.StringArray);
                endpoints.Learn(Read(members ?? [], leader.Endpoint));
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            // The next leader is asked again; the configured nodes are enough to find it.
        }
    }
}
