using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Tests.Contract;

/// <summary>A field that a server leaves out, or sends as null, has its documented default: never null where the type says so.</summary>
public sealed class AbsentFieldsTests
{
    /// <summary>Every object of the contract.</summary>
    public static TheoryData<Type> Types
        => new(typeof(WireJson).Assembly.GetExportedTypes().Where(type
            => type.Namespace == typeof(WireJson).Namespace && type.IsClass && type.GetMethod("<Clone>$") is not null));

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryType_WithoutFields_HasNoNullThatIsNotDocumented(Type type) => ShouldBeWhole(TypeInfo(type), "{}");

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryType_WithNullForTextsAndLists_HasNoNullThatIsNotDocumented(Type type)
    {
        var info = TypeInfo(type);
        var nulls = new JsonObject(info.Properties.Where(field => !field.PropertyType.IsValueType).Select(field => KeyValuePair.Create(field.Name, (JsonNode?)null)));

        ShouldBeWhole(info, nulls.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryType_WithFieldsNobodyKnows_IsRead(Type type) => ShouldBeWhole(TypeInfo(type), """{"Xyz":{"A":[1]},"Hostname2":7}""");

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

    private static JsonTypeInfo TypeInfo(Type type) => WireJson.Default.GetTypeInfo(type).ShouldNotBeNull($"{type.Name} cannot be read");

    private static void ShouldBeWhole(JsonTypeInfo type, string json)
    {
        var read = JsonSerializer.Deserialize(json, type).ShouldNotBeNull();
        var nullability = new NullabilityInfoContext();
        type.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.PropertyType.IsValueType && nullability.Create(property).ReadState == NullabilityState.NotNull)
            .Where(property => property.GetValue(read) is null)
            .Select(property => property.Name)
            .ShouldBeEmpty();
    }
}
