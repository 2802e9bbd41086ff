using System.Text.Json.Serialization;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend;

/// <summary>
/// The source-generated JSON of stored detections and recoveries. What is zero, false or null is left out: most of an analysis is, and the
/// decided state has to stay small.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FailureDetection))]
[JsonSerializable(typeof(Recovery))]
internal sealed partial class RecoveryJson : JsonSerializerContext;
