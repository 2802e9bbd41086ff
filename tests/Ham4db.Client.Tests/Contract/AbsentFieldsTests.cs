using System.Text.Json;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Tests.Contract;

/// <summary>A field that a server leaves out, or sends as null, has its documented default: never null where the type says so.</summary>
public sealed class AbsentFieldsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ClusterName":null,"ClusterAlias":null,"ClusterDomain":null}""")]
    public void ClusterInfo_WithoutTexts_HasEmptyOnes(string json)
    {
        var read = JsonSerializer.Deserialize(json, WireJson.Default.ClusterInfo)!;

        read.ShouldBe(new ClusterInfo());
        read.ClusterName.ShouldBe(string.Empty);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Hostname":null,"ActiveNode":null,"AvailableNodes":null,"RaftHealthyMembers":null}""")]
    public void HealthStatus_WithoutFields_HasEmptyOnes(string json)
    {
        var read = JsonSerializer.Deserialize(json, WireJson.Default.HealthStatus)!;

        read.Hostname.ShouldBe(string.Empty);
        read.ActiveNode.Hostname.ShouldBe(string.Empty);
        read.AvailableNodes.ShouldBeEmpty();
        read.RaftHealthyMembers.ShouldBeEmpty();
    }

    [Fact]
    public void RaftStatus_WithoutFields_HasEmptyOnes()
    {
        var read = JsonSerializer.Deserialize("{}", WireJson.Default.RaftStatus)!;

        read.State.ShouldBe(string.Empty);
        read.Peers.ShouldBeEmpty();
        read.Term.ShouldBeNull();
    }
}
