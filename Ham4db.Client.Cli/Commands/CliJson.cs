using System.Text.Json.Serialization;

namespace Ham4db.Client.Cli.Commands;

/// <summary>JSON of answers that the wire contract does not have.</summary>
[JsonSerializable(typeof(ClusterAlias))]
[JsonSerializable(typeof(MovedReplicas))]
[JsonSerializable(typeof(RegroupedReplicas))]
internal sealed partial class CliJson : JsonSerializerContext;
