using System.Text.Json.Nodes;

namespace Ham4db.Server.Tests.Api.Golden;

/// <summary>Replies of orchestrator, recorded, against ours.</summary>
public sealed class GoldenReplyTests
{
    /// <summary>Messages that name the network's error, which reads differently here.</summary>
    private static readonly string[] OwnWords = ["/api/discover/127.0.0.1/19999", "/api/refresh/127.0.0.1/19999"];

    public static TheoryData<string, string> Healthy => Requests("healthy");

    public static TheoryData<string, string> Downtimed => Requests("downtimed");

    public static TheoryData<string, string> Errors => Requests("errors");

    [Theory]
    [MemberData(nameof(Healthy))]
    public async Task Get_HealthyTopology_EqualsTheRecordedReply(string path, string file)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.GetAsync(path);

        answer.Status.ShouldBe(200);
        GoldenReply.Read(answer).ToJsonString().ShouldBe(GoldenReply.Read("healthy", file).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Downtimed))]
    public async Task Get_WithDecisions_EqualsTheRecordedReply(string path, string file)
    {
        await using var node = await GoldenNode.DowntimedAsync();

        var answer = await node.GetAsync(path);

        answer.Status.ShouldBe(200);
        GoldenReply.Read(answer).ToJsonString().ShouldBe(GoldenReply.Read("downtimed", file).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Get_Mistake_HasTheRecordedMessageAndAFittingStatus(string path, string file)
    {
        await using var node = await GoldenNode.HealthyAsync();
        var recorded = GoldenReply.Read("errors", file);

        var answer = await node.GetAsync(path);

        if (recorded is JsonObject envelope && (string?)envelope["Code"] == "ERROR")
        {
            answer.Code.ShouldBe("ERROR");
            answer.Status.ShouldBeInRange(400, 424);
            if (!OwnWords.Contains(path))
            {
                answer.Message.ShouldBe(GoldenReply.WithoutLogPrefix(((string?)envelope["Message"])!));
            }
        }
        else
        {
            answer.Status.ShouldBe(200);
            GoldenReply.Read(answer).ToJsonString().ShouldBe(recorded.ToJsonString());
        }

        node.Backend.Submitted.ShouldAllBe(envelope => path.StartsWith("/api/untag") || path.StartsWith("/api/end-") || path.StartsWith("/api/ack-recovery/uid/"));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Get_MistakeWithoutStrictStatusCodes_Is500AsRecorded(string path, string file)
    {
        await using var node = await GoldenNode.HealthyAsync();
        node.Options.Current = node.Options.Current with { Http = node.Options.Current.Http with { StrictStatusCodes = false } };
        var isError = GoldenReply.Read("errors", file) is JsonObject envelope && (string?)envelope["Code"] == "ERROR";

        var answer = await node.GetAsync(path);

        answer.Status.ShouldBe(isError ? 500 : 200);
    }

    [Fact]
    public async Task Get_SequenceOfChanges_EqualsTheRecordedReplies()
    {
        await using var node = await GoldenNode.HealthyAsync();
        foreach (var (path, file) in GoldenReply.Requests("operations"))
        {
            var recorded = GoldenReply.Read("operations", file);

            var answer = await node.GetAsync(path);

            answer.Status.ShouldBe(200, path);
            answer.Code.ShouldBe((string?)recorded["Code"], path);
            answer.Message.ShouldBe((string?)recorded["Message"], path);
            if (!path.StartsWith("/api/async-discover") && !path.StartsWith("/api/discover"))
            {
                GoldenReply.Read(answer).ToJsonString().ShouldBe(recorded.ToJsonString(), path);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public async Task Get_TypedDialect_HasTheSameValues(string path, string file)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var plain = await node.GetAsync(path);
        var typed = await node.GetAsync(path.Replace("/api/", "/api/mysql/", StringComparison.Ordinal));

        typed.Status.ShouldBe(plain.Status, file);
        var (expected, actual) = (plain.Json, typed.Json);
        if (expected is JsonObject envelope && envelope.ContainsKey("Code"))
        {
            ((int?)actual!["HttpStatus"]).ShouldBe(200);
            actual["Details"].ShouldBeNull();
            (expected, actual) = (expected["Details"], actual["Detail"]);
        }

        ShouldHoldAllOf(expected, actual);
    }

    private static void ShouldHoldAllOf(JsonNode? expected, JsonNode? actual)
    {
        switch (expected)
        {
            case JsonObject value:
                foreach (var (name, member) in value)
                {
                    ShouldHoldAllOf(member, actual![name]);
                }

                break;
            case JsonArray array:
                actual!.AsArray().Count.ShouldBe(array.Count);
                for (var index = 0; index < array.Count; index++)
                {
                    ShouldHoldAllOf(array[index], actual[index]);
                }

                break;
            default:
                actual?.ToJsonString().ShouldBe(expected?.ToJsonString());
                break;
        }
    }

    private static TheoryData<string, string> Requests(string scenario)
    {
        var data = new TheoryData<string, string>();
        foreach (var (path, file) in GoldenReply.Requests(scenario).DistinctBy(request => request.Path))
        {
            data.Add(path, file);
        }

        return data;
    }
}
