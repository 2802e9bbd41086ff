using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>
/// The other servers, asked over HTTP before this one leads and again with each renewal. A lease row alone cannot keep two servers apart that
/// are led to different databases by their proxies; a majority of promises can.
/// </summary>
internal sealed class HaPeers(ILiveOptions live, ProcessIdentity self, LeasePromises promises, SharedTimings timings, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly ImmutableArray<Uri> _peers = live.Current.SharedBackend.Peers;
    private readonly PeerHttp _http = new(live, timings.Call);

    private bool _supported = true;
    private bool _isMiscountSaid;

    /// <summary>Whether this server knows others, and leads only with their support.</summary>
    public bool AreKnown => !_peers.IsEmpty;

    /// <summary>Asks all peers at once for their promise, once this server has promised itself.</summary>
    /// <returns>Whether a majority of all servers supports this one. True without peers.</returns>
    public async Task<bool> SupportAsync(CancellationToken cancellationToken)
    {
        if (!AreKnown)
        {
            return true;
        }

        if (promises.Promise(self.Holder) is { } why)
        {
            // Whoever may not support itself asks nobody: two that have promised each other would renew those promises for ever.
            Report(supported: false, [$"this server: {why}"]);
            return false;
        }

        var refusals = new List<string>();
        var supporters = new HashSet<string>(StringComparer.Ordinal) { self.Holder };
        using var limit = new CancellationTokenSource(timings.Call, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var asked = _peers.Select(peer => AskAsync(peer, both.Token)).ToList();
        await foreach (var answer in Task.WhenEach(asked))
        {
            Count(await answer);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var supported = supporters.Count > (_peers.Length + 1) / 2;
        Report(supported, refusals);
        return supported;

        void Count((Uri Peer, string? Supporter, string Refusal) answer)
        {
            // Counted by who they are, not by address: a list that names this server, or one server twice, adds no votes.
            if (answer.Supporter is not { } supporter)
            {
                refusals.Add(answer.Refusal);
            }
            else if (!supporters.Add(supporter) && !_isMiscountSaid)
            {
                _isMiscountSaid = true;
                logger.PeerCountedOnce(answer.Peer, supporter == self.Holder ? "this server itself" : $"{ProcessIdentity.Short(supporter)}, which another address of the list leads to as well");
            }
        }
    }

    /// <summary>Takes back this server's promise to itself. What the peers promised it stands until it lapses.</summary>
    public void Retract() => promises.Release(self.Holder);

    /// <summary>Tells all peers that this server leads no more. Who does not hear it waits for the end of its promise.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        promises.Release(self.Holder);
        using var limit = new CancellationTokenSource(timings.Call, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await Task.WhenAll(_peers.Select(peer => SendAsync(peer, "ha-release", both.Token)));
    }

    public void Dispose() => _http.Dispose();

    private async Task<(Uri Peer, string? Supporter, string Refusal)> AskAsync(Uri peer, CancellationToken cancellationToken)
    {
        var (status, body) = await SendAsync(peer, "ha-promise", cancellationToken);
        return status == HttpStatusCode.OK && ReadString(body) is { Length: > 0 } supporter
            ? (peer, supporter, string.Empty)
            : (peer, null, status == 0 ? body : $"{peer}: {(int)status} {body.ReplaceLineEndings(" ")}{PeerCredentials.AdviceFor(status)}");
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(Uri peer, string route, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(HttpMethod.Post, peer, $"{route}/{Uri.EscapeDataString(self.Hostname)}/{self.Token}", cancellationToken);
        }
        catch (Exception failed) when (failed is PeerCallException or OperationCanceledException)
        {
            return (0, failed is OperationCanceledException ? $"{peer} does not answer" : failed.Message);
        }
    }

    private static string? ReadString(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.String);
        }
        catch (JsonException)
        {
            // Not our answer: a proxy's page, or another program. It counts as a refusal, which names the body.
            return null;
        }
    }

    private void Report(bool supported, List<string> refusals)
    {
        if (supported == _supported)
        {
            return;
        }

        _supported = supported;
        if (supported)
        {
            logger.MajoritySupports();
        }
        else
        {
            logger.NoMajority(string.Join("; ", refusals));
        }
    }
}
