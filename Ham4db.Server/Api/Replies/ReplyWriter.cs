using DotNext.Buffers;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace Ham4db.Server.Api.Replies;

/// <summary>Sends a reply.</summary>
internal sealed class ReplyWriter(NodeHeaders headers)
{
    /// <summary>The media type of every JSON reply, spelt as the Go servers spell it.</summary>
    public const string JsonContentType = "application/json; charset=UTF-8";

    /// <summary>Sends <paramref name="reply"/>; to HEAD just its headers.</summary>
    public async Task WriteAsync(HttpContext http, Reply reply, ReplyFraming framing, CancellationToken cancellationToken)
    {
        if (reply.Body is not null)
        {
            await StreamAsync(http, reply, reply.Body, cancellationToken);
            return;
        }

        var status = StatusOf(reply, framing);
        using var body = new PoolingArrayBufferWriter<byte>();
        ReplyBody.Write(body, reply, framing.NamesHiddenStatus ? StatusOf(reply, framing with { KeepsStatus = false }) : status, framing);
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = JsonContentType;
        response.ContentLength = body.WrittenCount;
        headers.AddTo(response.Headers);
        if (!reply.Allowed.IsEmpty)
        {
            response.Headers.Allow = string.Join(", ", reply.Allowed);
        }

        if (reply.Warning.Length > 0)
        {
            // It names what other nodes were configured with, which may hold what no header can.
            response.Headers[WireHeaders.Warning] = string.Concat(reply.Warning.Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, cancellationToken);
        }
    }

    private async Task StreamAsync(HttpContext http, Reply reply, Func<Stream, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.MediaType;
        http.Response.Headers.CacheControl = "no-store";
        headers.AddTo(http.Response.Headers);
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await body(http.Response.Body, cancellationToken);
        }
    }

    /// <summary>The status that is sent: a failed log-in keeps its own in every case.</summary>
    private static int StatusOf(Reply reply, ReplyFraming framing)
        => reply.Form != ReplyForm.ErrorEnvelope || framing.KeepsStatus || reply.Status == StatusCodes.Status401Unauthorized
            ? reply.Status
            : StatusCodes.Status500InternalServerError;
}
