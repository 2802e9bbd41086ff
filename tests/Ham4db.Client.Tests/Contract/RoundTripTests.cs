using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Tests.Contract;

/// <summary>What orchestrator was recorded to send is read and written again without loss of a field, in the same order.</summary>
public class RoundTripTests
{
    [Theory]
    [InlineData("all-instances")]
    [InlineData("cluster_ci")]
    [InlineData("masters")]
    public void Instances_Recorded_LoseNothing(string file) => LosesNothing(file, WireJson.Default.IReadOnlyListInstance);

    [Fact]
    public void Instance_Recorded_LosesNothing() => LosesNothing("instance_127.0.0.1_10112", WireJson.Default.Instance);

    [Fact]
    public void Clusters_Recorded_LoseNothing() => LosesNothing("clusters-info", WireJson.Default.IReadOnlyListClusterInfo);

    private static void LosesNothing<T>(string file, JsonTypeInfo<T> type)
    {
        var recorded = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchestrator", "healthy", file + ".json"));

        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(recorded, type), type!);

        JsonNode.Parse(written)!.ToJsonString().ShouldBe(JsonNode.Parse(recorded)!.ToJsonString());
    }
}
