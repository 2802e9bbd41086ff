using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Tests.Api.Replies;

public sealed class ReplyBodyTests
{
    private static readonly InstanceKey Key = new("db-1", 3306);

    [Fact]
    public void Write_PlainEnvelope_HasBothNamesOfTheDetails()
        => Write(Reply.Ok("Done: <x>", Key), Dialect.Plain).ShouldBe(
            """{"Code":"OK","Message":"Done: \u003cx\u003e","Details":{"Hostname":"db-1","Port":3306},"Detail":{"Hostname":"db-1","Port":3306}}""");

    [Fact]
    public void Write_PlainEnvelopeForTheSdk_HasDetailsAlone()
        => Write(Reply.Ok("Done"), Dialect.Plain, oneDetails: true).ShouldBe("""{"Code":"OK","Message":"Done","Details":null}""");

    [Fact]
    public void Write_TypedEnvelope_HasStatusAndDetailAlone()
        => Write(Reply.Ok("Done", Key), Dialect.Typed).ShouldBe(
            """{"HttpStatus":200,"Code":"OK","Message":"Done","Detail":{"DBType":"mysql","Hostname":"db-1","Port":3306,"ClusterId":""}}""");

    [Fact]
    public void Write_TypedError_TellsItsStatus()
        => Write(Reply.Error(404, "Cannot read instance: db-1:3306"), Dialect.Typed).ShouldBe(
            """{"HttpStatus":404,"Code":"ERROR","Message":"Cannot read instance: db-1:3306","Detail":null}""");

    [Theory]
    [InlineData("Plain")]
    [InlineData("Typed")]
    public void Write_BareText_IsTheTextAlone(string dialect)
        => Write(Reply.Bare("OK"), Enum.Parse<Dialect>(dialect)).ShouldBe("\"OK\"");

    [Theory]
    [InlineData("Plain", "[]")]
    [InlineData("Typed", "[]")]
    public void Write_EmptyList_IsNeverNull(string dialect, string json)
        => Write(Reply.Bare<IReadOnlyList<string>>([], WireJson.Default.IReadOnlyListString), Enum.Parse<Dialect>(dialect)).ShouldBe(json);

    [Fact]
    public void Write_TypedInstance_HasTheNamesOfBothFamilies()
    {
        var wire = new WireInstance
        {
            Key = Key,
            ServerID = 17,
            MasterKey = new InstanceKey("db-0", 3306),
            Replicas = [new InstanceKey("db-2", 3306)],
            ClusterName = "db-0:3306",
            SuggestedClusterAlias = "shop",
            IsCoMaster = true,
            PhysicalEnvironment = "prod",
            SemiSyncPriority = 2,
        };

        var json = JsonNode.Parse(Write(Reply.Bare(wire, WireJson.Default.Instance), Dialect.Typed))!;

        json["Key"]!.ToJsonString().ShouldBe("""{"DBType":"mysql","Hostname":"db-1","Port":3306,"ClusterId":"shop"}""");
        json["MasterKey"]!.ToJsonString().ShouldBe(json["UpstreamKey"]!.ToJsonString());
        json["UpstreamKey"]!["Hostname"]!.GetValue<string>().ShouldBe("db-0");
        json["DownstreamKeyMap"]!.ToJsonString().ShouldBe(json["Replicas"]!.ToJsonString());
        json["ReplicationGroupPrimaryInstanceKey"]!.ToJsonString().ShouldBe("""{"DBType":"","Hostname":"","Port":0,"ClusterId":""}""");
        json["ClusterId"]!.GetValue<string>().ShouldBe("shop");
        json["InstanceId"]!.GetValue<string>().ShouldBe("17");
        json["IsCoUpstream"]!.GetValue<bool>().ShouldBeTrue();
        json["Environment"]!.GetValue<string>().ShouldBe("prod");
        json["SemiSyncEnforced"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Write_TypedInstance_HasEveryFieldThatHam4dbGoSends()
    {
        var recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(
            AppContext.BaseDirectory, "Fixtures", "ham4db", "raft3-discovered", "mysql_discover_ci_127.0.0.1_10112_PATCH.json")))!["Detail"]!.AsObject();

        var ours = JsonNode.Parse(Write(Reply.Bare(new WireInstance { Key = Key }, WireJson.Default.Instance), Dialect.Typed))!.AsObject();

        recorded.Select(field => field.Key).Except(ours.Select(field => field.Key)).ShouldBeEmpty();
    }

    [Fact]
    public void Write_TypedCluster_HasItsDatabaseType()
    {
        var json = JsonNode.Parse(Write(
            Reply.Bare<IReadOnlyList<ClusterInfo>>([new ClusterInfo { ClusterName = "db-0:3306" }], WireJson.Default.IReadOnlyListClusterInfo), Dialect.Typed))!;

        json[0]!["DatabaseType"]!.GetValue<string>().ShouldBe("mysql");
        json[0]!["ClusterName"]!.GetValue<string>().ShouldBe("db-0:3306");
    }

    private static string Write(Reply reply, Dialect dialect, bool oneDetails = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ReplyBody.Write(buffer, reply, reply.Status, new ReplyFraming(dialect, oneDetails, KeepsStatus: true));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
