using System.Net;

namespace Ham4db.Client.Http;

/// <summary>Hands a reply that is read already to the typed layer, without a copy.</summary>
internal sealed class ReplyContent(Reply reply) : HttpContent
{
    public Reply Reply { get; } = reply;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => stream.WriteAsync(Reply.Body.Bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Reply.Body.Bytes.Length;
        return true;
    }
}
