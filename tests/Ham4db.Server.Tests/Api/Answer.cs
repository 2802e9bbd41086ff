using System.Text.Json.Nodes;

namespace Ham4db.Server.Tests.Api;

/// <summary>A reply, read whole.</summary>
internal sealed record Answer(int Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Body => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonNode? Json => JsonNode.Parse(Body);

    public string? Code => (string?)(Json as JsonObject)?[nameof(Code)];

    public string? Message => (string?)(Json as JsonObject)?[nameof(Message)];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), headers);
    }
}
