using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Http;

/// <summary>Reads typed results: out of an envelope where the reply is one, else the value itself.</summary>
internal sealed class WireContentSerializer : IHttpContentSerializer
{
    public Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
        => content is ReplyContent { Reply: var reply }
            ? Task.FromResult(Read(reply, (JsonTypeInfo<T>)WireJson.Default.GetTypeInfo(typeof(T))!))
            : throw new InvalidOperationException("Only replies of the routing handler are read.");

    public HttpContent ToHttpContent<T>(T item) => throw new NotSupportedException("No route takes a body.");

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;

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
