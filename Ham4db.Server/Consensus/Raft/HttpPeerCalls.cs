using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Calls the HTTP API of other members, with this node's own credentials: all members are configured alike.</summary>
internal sealed class HttpPeerCalls(ILiveOptions live) : IPeerCalls, IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(3),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

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

    public Task JoinAsync(Uri member, string address, string? clusterId, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, member, $"raft-add-peer/{Escaped(address)}?cluster={Escaped(clusterId)}", cancellationToken);

    public void Dispose() => _invoker.Dispose();

    private static string Escaped(string? text) => Uri.EscapeDataString(text ?? string.Empty);

    private async Task<string> SendAsync(HttpMethod method, Uri node, string route, CancellationToken cancellationToken)
    {
        var http = live.Current.Http;
        var prefix = node.AbsolutePath.Length > 1 ? node.AbsolutePath.TrimEnd('/') : http.UrlPrefix;
        using var request = new HttpRequestMessage(method, $"{node.GetLeftPart(UriPartial.Authority)}{prefix}/api/{route}");
        request.Headers.TryAddWithoutValidation(WireHeaders.Client, "server");
        PeerCredentials.AddTo(request, http);

        try
        {
            using var response = await _invoker.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? body
                : throw new PeerCallException($"{node} answered with {(int)response.StatusCode}: {MessageOf(body)}{PeerCredentials.AdviceFor(response.StatusCode)}");
        }
        // Connecting to a silent peer ends in a cancellation that nobody asked for.
        catch (Exception failed) when (failed is HttpRequestException or IOException
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PeerCallException($"{node} cannot be reached: {(failed.InnerException ?? failed).Message.ReplaceLineEndings(" ")}", failed);
        }
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
