using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>The source-generated JSON of the wire contract: names as the properties are spelt, nothing omitted, compact.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Default,
    NumberHandling = JsonNumberHandling.Strict,
    ReadCommentHandling = JsonCommentHandling.Disallow)]
[JsonSerializable(typeof(Instance))]
[JsonSerializable(typeof(IReadOnlyList<Instance>))]
[JsonSerializable(typeof(InstanceKey))]
[JsonSerializable(typeof(InstanceKey?))]
[JsonSerializable(typeof(IReadOnlyList<InstanceKey>))]
[JsonSerializable(typeof(ClusterInfo))]
[JsonSerializable(typeof(IReadOnlyList<ClusterInfo>))]
[JsonSerializable(typeof(HealthStatus))]
[JsonSerializable(typeof(RaftStatus))]
[JsonSerializable(typeof(ReplicationAnalysis))]
[JsonSerializable(typeof(IReadOnlyList<ReplicationAnalysis>))]
[JsonSerializable(typeof(IReadOnlyList<ReplicationAnalysisChangelog>))]
[JsonSerializable(typeof(AutomatedRecoveryFilters))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(IReadOnlyList<KVPair>))]
[JsonSerializable(typeof(IReadOnlyList<InstanceBinlogCoordinates>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, CachedHostname>))]
[JsonSerializable(typeof(IReadOnlyList<DiscoveryMetric>))]
[JsonSerializable(typeof(AggregatedDiscoveryMetrics))]
[JsonSerializable(typeof(IReadOnlyList<QueueMetric>))]
[JsonSerializable(typeof(AggregatedQueueMetrics))]
[JsonSerializable(typeof(IReadOnlyList<QueryMetric>))]
[JsonSerializable(typeof(AggregatedQueryMetrics))]
[JsonSerializable(typeof(IReadOnlyList<WriteBufferMetric>))]
[JsonSerializable(typeof(AggregatedWriteBufferMetrics))]
[JsonSerializable(typeof(TopologyRecovery))]
[JsonSerializable(typeof(IReadOnlyList<TopologyRecovery>))]
[JsonSerializable(typeof(IReadOnlyList<TopologyRecoveryStep>))]
[JsonSerializable(typeof(IReadOnlyList<BlockedTopologyRecovery>))]
[JsonSerializable(typeof(IReadOnlyList<Maintenance>))]
[JsonSerializable(typeof(IReadOnlyList<CandidateDatabaseInstance>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<InstanceKey>>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, double>))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonElement?))]
public sealed partial class WireJson : JsonSerializerContext;
