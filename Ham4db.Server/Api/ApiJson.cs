using System.Text.Json.Serialization;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Nodes;

namespace Ham4db.Server.Api;

/// <summary>Generated JSON of what only the server's side of the API needs.</summary>
[JsonSerializable(typeof(LeaderEvent))]
[JsonSerializable(typeof(QueuedInstance))]
internal sealed partial class ApiJson : JsonSerializerContext;
