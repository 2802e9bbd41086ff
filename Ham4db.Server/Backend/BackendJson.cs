using System.Text.Json.Serialization;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend;

/// <summary>The source-generated JSON of what is stored: commands, snapshots, observed instances.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CommandEnvelope))]
[JsonSerializable(typeof(FirstDecidedDocument))]
[JsonSerializable(typeof(IReadOnlyList<InstanceKey>))]
[JsonSerializable(typeof(Topology.Instance))]
internal sealed partial class BackendJson : JsonSerializerContext;
