using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Tests.Contract;

/// <summary>Everything that the Go servers were recorded to answer is read into its type, and written again, without loss of a documented field.</summary>
public sealed class RecordedRepliesTests
{
    /// <summary>What the types leave out on purpose, each with the reason.</summary>
    private static readonly Dictionary<string, string> Ignored = new(StringComparer.Ordinal)
    {
        ["CountPrimary"] = "ham4db (Go): for openGauss only",
        ["ClusterId"] = "ham4db (Go): part of its keys; equality is by host and port alone",
        ["DBType"] = "ham4db (Go): part of its keys; mysql wherever this client asks",
        ["DatabaseType"] = "ham4db (Go): mysql wherever this client asks",
        ["DBState"] = "ham4db (Go): for openGauss only",
        ["InstanceId"] = "ham4db (Go): the server_id or server_uuid, whichever it has found",
        ["MasterExecutedGtidSet"] = "ham4db (Go): internal, empty when read back",
        ["ReplicationState"] = "ham4db (Go): for openGauss only",
        ["Role"] = "ham4db (Go): for openGauss only",
        ["Seed"] = "ham4db (Go): internal",
        ["SemiSyncEnforced"] = "ham4db (Go): a setting of that server; its instances have no SemiSyncPriority",
    };

    public static TheoryData<RecordedReply> Replies => new(RecordedReply.All());

    [Theory]
    [MemberData(nameof(Replies))]
    public void Reply_Recorded_LosesNothing(RecordedReply recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var body = ReplyBodyReader.Read(recorded.Read());
        if (body.Kind == ReplyKind.ErrorEnvelope)
        {
            ShouldBeTold(recorded, body);
            return;
        }

        body.Kind.ShouldBeOneOf(ReplyKind.Value, ReplyKind.OkEnvelope, ReplyKind.NotLeaderText);
        if (body.IsNull)
        {
            return;
        }

        var type = ReplyTypes.Of(recorded.Route).ShouldNotBeNull($"{recorded.Route} has no type");
        var read = JsonSerializer.Deserialize(body.Payload.Span, type);
        Lost(JsonNode.Parse(body.Payload.Span), JsonSerializer.SerializeToNode(read, type), recorded.Route).ShouldBeEmpty();
    }

    [Fact]
    public void Replies_AreThere_OfBothServers()
    {
        RecordedReply.All().Count(reply => reply.Server == "orchestrator").ShouldBeGreaterThan(400);
        RecordedReply.All().Count(reply => reply.Server == "ham4db").ShouldBeGreaterThan(60);
    }

    [Theory]
    [InlineData("""{"A":1}""", """{"B":1}""", "x.A")]
    [InlineData("""{"A":[{"B":1},{"B":2}]}""", """{"A":[{"B":1},{"B":3}]}""", "x.A.1.B")]
    [InlineData("""[1]""", """[]""", "x.0")]
    [InlineData("""{"A":"2026-01-02T03:04:05.000000001Z"}""", """{"A":"2026-01-02T03:04:06Z"}""", "x.A")]
    public void Lost_SomethingIs_IsFound(string recorded, string written, string expected)
        => Lost(JsonNode.Parse(recorded), JsonNode.Parse(written), "x").ShouldBe([expected]);

    /// <summary>The details of a refusal, where there are any, are of a type that the exception offers.</summary>
    private static void ShouldBeTold(RecordedReply recorded, ReplyBody body)
    {
        body.Message.ShouldNotBeNull();
        if (body.IsNull || body.Payload.Span is [(byte)'"', ..] or [>= (byte)'0' and <= (byte)'9'])
        {
            return;
        }

        var details = JsonElement.Parse(body.Payload.Span);
        var thrown = new Ham4dbRejectedException("m", body.Message!, (HttpStatusCode)recorded.Status, details, []);
        var told = recorded.Route switch
        {
            "health" or "status" => JsonSerializer.SerializeToNode(thrown.Health, WireJson.Default.HealthStatus),
            "recover" or "recover-lite" => JsonSerializer.SerializeToNode(thrown.Instance, WireJson.Default.NullableInstanceKey),
            _ => JsonSerializer.SerializeToNode(thrown.Recovery, WireJson.Default.TopologyRecovery),
        };
        Lost(JsonNode.Parse(body.Payload.Span), told, recorded.Route).ShouldBeEmpty();
    }

    private static List<string> Lost(JsonNode? recorded, JsonNode? written, string at) => recorded switch
    {
        // A list or text that the Go servers send as null has its documented default.
        null => [],
        JsonObject from => [.. from.Where(field => !Ignored.ContainsKey(field.Key)).SelectMany(field
            => Lost(field.Value, written is JsonObject to && to.TryGetPropertyValue(field.Key, out var kept) ? kept : null, $"{at}.{field.Key}"))],
        JsonArray from => [.. from.SelectMany((item, index)
            => Lost(item, written is JsonArray to && to.Count > index ? to[index] : null, $"{at}.{index}"))],
        _ => written is JsonValue && IsSame(recorded, written) ? [] : [at],
    };

    private static bool IsSame(JsonNode recorded, JsonNode written)
        => JsonNode.DeepEquals(recorded, written) || (IsTime(recorded, out var before) && IsTime(written, out var after) && (before - after).Duration() <= TimeSpan.FromTicks(1));

    /// <summary>Times are kept to a tenth of a microsecond; the Go servers send nanoseconds.</summary>
    private static bool IsTime(JsonNode node, out DateTimeOffset time)
    {
        time = default;
        return node.GetValueKind() == JsonValueKind.String
            && DateTimeOffset.TryParse((string)node!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
