using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Calls the HTTP API of other members, with this node's own credentials: all members are configured alike.</summary>
internal sealed class HttpPeerCalls(ILiveOptions live) : IPeerCalls, IDisposable
{
    private readonly PeerHttp _http = new(live, TimeSpan.FromSeconds(3));

    public async Task<RaftStatus> StatusAsync(Uri node, CancellationToken cancellationToken)
    {
        var body = await SendAsync(HttpMethod.Get, node, "raft-status", cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.RaftStatus) ?? throw new PeerCallException($"{node} answered raft-status with nothing.");
        }
        catch (JsonException broken)
        {
            throw new PeerCallException($"{node} answered raft-status with something else: {broken.Message}", broken);
        }
    }

    public async Task<bool> LeadsAsync(Uri node, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(HttpMethod.Get, node, "leader-check", cancellationToken);
            return true;
        }
        catch (PeerCallException)
        {
            return false;
        }
    }

    public Task YieldAsync(Uri leader, string target, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, leader, $"raft-yield/{Escaped(target)}", cancellationToken);

    public Task ReportAsync(Uri leader, PeerHealth health, CancellationToken cancellationToken)
        => SendAsync(
            HttpMethod.Get,
            leader,
            $"raft-follower-health-report/{Escaped(health.Token)}/{Escaped(health.Bind)}/{Escaped(health.Advertise)}?nodes={Escaped(health.ConfiguredNodes)}",
            cancellationToken);

    public Task SnapshotAsync(Uri leader, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, leader, "raft-snapshot", cancellationToken);

    public Task JoinAsync(Uri member, string address, string? clusterId, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, member, $"raft-add-peer/{Escaped(address)}?cluster={Escaped(clusterId)}", cancellationToken);

    public void Dispose() => _http.Dispose();

    private static string Escaped(string? text) => Uri.EscapeDataString(text ?? string.Empty);

    private async Task<string> SendAsync(HttpMethod method, Uri node, string route, CancellationToken cancellationToken)
    {
        var (status, body) = await _http.SendAsync(method, node, route, cancellationToken);
        return (int)status is >= 200 and < 300
            ? body
            : throw new PeerCallException($"{node} answered with {(int)status}: {MessageOf(body)}{PeerCredentials.AdviceFor(status)}");
    }

    private static string MessageOf(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.JsonNode) is JsonObject envelope && envelope["Message"] is JsonValue message
                ? message.ToString().ReplaceLineEndings(" ")
                : "no message";
        }
        catch (JsonException)
        {
            return "no message";
        }
    }
}
