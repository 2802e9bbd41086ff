using System.Collections.Concurrent;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Http;

/// <summary>
/// Tells orchestrator from ham4db (Go), which announce nothing: the envelope of <c>health</c>, a route that both have and that changes nothing,
/// has the field <c>HttpStatus</c> on ham4db alone. Asked once a node, and only for a route that the two have under different paths.
/// </summary>
internal sealed class DialectResolver(HttpMessageInvoker transport, ServerDialect configured)
{
    private readonly ConcurrentDictionary<Uri, ServerDialect> _known = new();

    /// <summary>The dialect of a Go server.</summary>
    /// <exception cref="HttpRequestException">The node could not be asked.</exception>
    public async ValueTask<ServerDialect> OfGoServerAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        if (configured is ServerDialect.Orchestrator or ServerDialect.Ham4dbGo)
        {
            return configured;
        }

        if (_known.TryGetValue(endpoint, out var dialect))
        {
            return dialect;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, "health"));
        using var response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var reply = await ReplyReceiver.ReceiveAsync(response, endpoint, ReplyReceiver.LargestProbeBody, cancellationToken).ConfigureAwait(false);
        if (reply.Body.Kind is not (ReplyKind.OkEnvelope or ReplyKind.ErrorEnvelope))
        {
            return ServerDialect.Orchestrator;
        }

        return _known[endpoint] = reply.Body.HasHttpStatus ? ServerDialect.Ham4dbGo : ServerDialect.Orchestrator;
    }

    /// <summary>Whether to speak to this node as to Ham4db; asks it when it has not been told yet. A node that does not answer is none.</summary>
    public async ValueTask<bool> IsHam4dbAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        if (configured != ServerDialect.Auto)
        {
            return IsHam4db(announced: false);
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, "lb-check"));
            using var response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.Headers.NonValidated.Contains(WireHeaders.Version);
        }
        catch (HttpRequestException)
        {
            // The request itself will meet the same failure, and reports it.
            return false;
        }
    }

    /// <summary>Whether to speak to this node as to Ham4db.</summary>
    /// <param name="announced">Whether the node announced itself as Ham4db.</param>
    public bool IsHam4db(bool announced) => configured switch
    {
        ServerDialect.Auto => announced,
        ServerDialect.Ham4db => true,
        _ => false,
    };
}
