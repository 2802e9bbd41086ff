using System.Net;

namespace Ham4db.Server.Api.Leading;

/// <summary>An empty body that tells whether any byte of its request can have left this node.</summary>
/// <remarks>
/// It also keeps the connection pool from sending the request again on its own when a connection breaks: the pool does so as long
/// as no body was begun, and would then report the second connection's refusal for a request that the first one had carried out.
/// </remarks>
internal sealed class SentMarker : HttpContent
{
    private volatile bool _isSent;

    /// <summary>Whether sending had begun.</summary>
    public bool IsSent => _isSent;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _isSent = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
