using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>JSON as configuration files have it: comments are allowed.</summary>
internal static class JsonText
{
    /// <summary>How configuration is read.</summary>
    public static JsonDocumentOptions Options { get; } = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads <paramref name="text"/>; null when it is broken.</summary>
    public static JsonElement? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
