using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Http;

/// <summary>Reads a response to its end, into bounded memory.</summary>
internal static class ReplyReceiver
{
    /// <summary>The longest body that is read: about 15,000 instances.</summary>
    public const int LargestBody = 64 * 1024 * 1024;

    /// <summary>The longest answer to a probe.</summary>
    public const int LargestProbeBody = 64 * 1024;

    /// <exception cref="BodyTooLargeException">The body is longer than <paramref name="limit"/> bytes, unpacked.</exception>
    /// <exception cref="IOException">The connection broke or the body was cut.</exception>
    public static async ValueTask<Reply> ReceiveAsync(HttpResponseMessage response, Uri node, int limit, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(response.Content, limit, cancellationToken).ConfigureAwait(false);
        return new Reply(response.StatusCode, ReplyBodyReader.Read(bytes), node)
        {
            IsHam4db = response.Headers.NonValidated.Contains(WireHeaders.Version),
            Term = long.TryParse(Header(response, WireHeaders.Term), NumberStyles.None, CultureInfo.InvariantCulture, out var term) ? term : null,
            LeaderHint = Header(response, WireHeaders.Leader),
            Location = (int)response.StatusCode is >= 300 and < 400 ? Header(response, "Location") : null,
        };
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength;
        if (announced > limit)
        {
            throw new BodyTooLargeException(limit);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // One byte more than announced, so that the end is seen without growing.
            var buffer = new byte[announced is { } length ? (int)length + 1 : 4096];
            var filled = 0;
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.AsMemory(0, filled);
                }

                filled += read;
                if (filled > limit)
                {
                    throw new BodyTooLargeException(limit);
                }

                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
                }
            }
        }
    }
}
