using System.Net;

namespace Ham4db.Client.Http;

/// <summary>
/// The empty body of a change. .NET's connection pool sends a request without a body up to four times, unseen, when the connection
/// ends before an answer; a request with a body, however empty, it sends once. It also tells whether the request began to be written.
/// </summary>
internal sealed class ChangeContent : HttpContent
{
    private int _written;

    /// <summary>Whether the request was, or may have been, put on a connection.</summary>
    public bool WasWritten => Volatile.Read(ref _written) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => Interlocked.Increment(ref _written) == 1
            ? Task.CompletedTask
            : throw new IOException("A change is never sent twice without the caller's knowledge.");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
