using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ham4db.Client.Http;

/// <summary>Reads typed results: out of an envelope where the reply is one, else the value itself.</summary>
internal static class ReplyReader
{
    /// <summary>The payload of a reply. When there is none: an empty list, since the Go servers send <c>null</c> for one; else the type's default.</summary>
    /// <exception cref="UnusableReplyException">It is JSON of another shape.</exception>
    public static T? Read<T>(Reply reply, JsonTypeInfo<T> type)
    {
        if (reply.Body.IsNull)
        {
            return type.Kind == JsonTypeInfoKind.Enumerable ? JsonSerializer.Deserialize("[]"u8, type) : default;
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
