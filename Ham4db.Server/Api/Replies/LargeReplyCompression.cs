using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Ham4db.Server.Api.Replies;

/// <summary>
/// Compresses what gains by it. Most replies are a few hundred bytes: making a compressor for one costs more time than sending it as it is.
/// </summary>
internal sealed class LargeReplyCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    /// <summary>One packet of an Ethernet holds so much.</summary>
    internal const int SmallestBody = 1400;

    /// <inheritdoc/>
    public override bool ShouldCompressResponse(HttpContext context)
        => context.Response.ContentLength is not < SmallestBody && base.ShouldCompressResponse(context);
}
