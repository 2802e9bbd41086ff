using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Tests.Contract;

/// <summary>The fields of each type, in the order in which orchestrator (Go) sends them; what was never recorded with content is held by this alone.</summary>
public sealed class DocumentedFieldsTests
{
    private static readonly string[] Statistics = ["Mean", "Max", "Median", "P95"];

    private static readonly string[] LargestFirst = ["Max", "Mean", "Median", "P95"];

    public static TheoryData<JsonTypeInfo, object, string> Types => new()
    {
        { WireJson.Default.AuditEntry, new AuditEntry(), "AuditId AuditTimestamp AuditType AuditInstanceKey Message" },
        { WireJson.Default.AutomatedRecoveryFilters, new AutomatedRecoveryFilters(), "RecoverIntermediateMasterClusterFilters RecoverMasterClusterFilters RecoveryIgnoreHostnameFilters" },
        { WireJson.Default.BinlogCoordinates, new BinlogCoordinates(), "LogFile LogPos Type" },
        { WireJson.Default.BlockedTopologyRecovery, new BlockedTopologyRecovery(), "FailedInstanceKey ClusterName Analysis LastBlockedTimestamp BlockingRecoveryId" },
        { WireJson.Default.CachedHostname, new CachedHostname(), "Object Expiration" },
        { WireJson.Default.CandidateDatabaseInstance, new CandidateDatabaseInstance(), "Hostname Port PromotionRule LastSuggestedString PromotionRuleExpiry" },
        { WireJson.Default.InstanceBinlogCoordinates, new InstanceBinlogCoordinates(), "Key Coordinates" },
        { WireJson.Default.InstanceKey, new InstanceKey(), "Hostname Port" },
        { WireJson.Default.KVPair, new KVPair(), "Key Value" },
        { WireJson.Default.Maintenance, new Maintenance(), "MaintenanceId Key BeginTimestamp SecondsElapsed IsActive Owner Reason" },
        { WireJson.Default.NodeHealth, new NodeHealth(), "Hostname Token AppVersion FirstSeenActive LastSeenActive ExtraInfo Command DBBackend LastReported" },
        { WireJson.Default.ReplicationAnalysisChangelog, new ReplicationAnalysisChangelog(), "AnalyzedInstanceKey Changelog" },
        { WireJson.Default.TopologyRecoveryStep, new TopologyRecoveryStep(), "Id RecoveryUID AuditAt Message" },
        { WireJson.Default.DiscoveryMetric, new DiscoveryMetric(), "Timestamp Hostname Port BackendLatencySeconds InstanceLatencySeconds TotalLatencySeconds Err" },
        { WireJson.Default.QueueMetric, new QueueMetric(), "Active Queued" },
        { WireJson.Default.QueryMetric, new QueryMetric(), "Timestamp WaitLatency ExecuteLatency Err" },
        { WireJson.Default.WriteBufferMetric, new WriteBufferMetric(), "Timestamp Instances WaitLatency WriteLatency" },
        {
            WireJson.Default.AggregatedDiscoveryMetrics, new AggregatedDiscoveryMetrics(),
            "FirstSeen LastSeen CountDistinctInstanceKeys CountDistinctOkInstanceKeys CountDistinctFailedInstanceKeys FailedDiscoveries SuccessfulDiscoveries "
                + Each(Statistics, "{0}TotalSeconds {0}BackendSeconds {0}InstanceSeconds Failed{0}TotalSeconds Failed{0}BackendSeconds Failed{0}InstanceSeconds")
        },
        {
            WireJson.Default.AggregatedQueueMetrics, new AggregatedQueueMetrics(),
            Each(["Active", "Queued"], "{0}MinEntries {0}MeanEntries {0}MedianEntries {0}P95Entries {0}MaxEntries")
        },
        {
            WireJson.Default.AggregatedQueryMetrics, new AggregatedQueryMetrics(),
            $"Count {Each(LargestFirst, "{0}LatencySeconds")} {Each(LargestFirst, "{0}WaitSeconds")}"
        },
        {
            WireJson.Default.AggregatedWriteBufferMetrics, new AggregatedWriteBufferMetrics(),
            "InstanceWriteBufferSize InstanceFlushIntervalMilliseconds CountInstances "
                + $"{Each(LargestFirst, "{0}Instances")} {Each(LargestFirst, "{0}WaitSeconds")} {Each(LargestFirst, "{0}WriteSeconds")}"
        },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Type_Empty_WritesTheDocumentedFieldsInTheirOrder(JsonTypeInfo type, object empty, string fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var written = JsonSerializer.SerializeToNode(empty, type).ShouldBeOfType<JsonObject>();

        written.Select(field => field.Key).ShouldBe(fields.Split(' '));
    }

    private static string Each(string[] names, string pattern)
        => string.Join(' ', names.Select(name => pattern.Replace("{0}", name, StringComparison.Ordinal)));
}
