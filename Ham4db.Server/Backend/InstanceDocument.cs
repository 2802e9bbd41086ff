using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend;

/// <summary>An observed instance as it is stored.</summary>
internal static class InstanceDocument
{
    private static readonly JsonObject Defaults = JsonSerializer.SerializeToNode(
        new Instance { Key = InstanceKey.None }, BackendJson.Default.Instance)!.AsObject();

    public static string Write(Instance instance) => JsonSerializer.Serialize(instance, BackendJson.Default.Instance);

    /// <exception cref="JsonException">It cannot be read.</exception>
    public static Instance? Read(string document)
    {
        var stored = JsonNode.Parse(document) as JsonObject ?? throw new JsonException("The document is no object.");
        // An older version wrote less. The generated reader sets a property that is missing to null or zero, not to its initial value.
        Fill(stored, Defaults);
        return stored.Deserialize(BackendJson.Default.Instance);
    }

    private static void Fill(JsonObject stored, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (!stored.TryGetPropertyValue(name, out var own))
            {
                stored[name] = value?.DeepClone();
            }
            else if (own is JsonObject part && value is JsonObject defaultPart)
            {
                Fill(part, defaultPart);
            }
        }
    }
}
