using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ham4db.Client.Http;

/// <summary>Reads typed results: out of an envelope where the reply is one, else the value itself.</summary>
internal static class ReplyReader
{
    /// <summary>The payload of a reply; the type's default when there is none.</summary>
    /// <exception cref="UnusableReplyException">It is JSON of another shape.</exception>
    public static T? Read<T>(Reply reply, JsonTypeInfo<T> type)
    {
        if (reply.Body.IsNull)
        {
            return default;
        }

        try
        {
            return JsonSerializer.Deserialize(reply.Body.Payload.Span, type);
        }
        catch (JsonException e)
        {
            throw new UnusableReplyException(
                $"{reply.Node} answered with JSON that is not what this route answers ({e.Message}): {ReplyBodyReader.Excerpt(reply.Body.Payload)}",
                [],
                e);
        }
    }
}
