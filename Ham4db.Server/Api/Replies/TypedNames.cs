using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ham4db.Server.Api.Replies;

/// <summary>Adds to keys, instances and clusters the names that ham4db (Go) gives their fields. What is there already stays.</summary>
internal static class TypedNames
{
    private const string DatabaseType = "mysql";

    /// <summary>Rewrites a tree in place where that is possible.</summary>
    /// <returns>The tree; null for JSON <c>null</c>.</returns>
    public static JsonNode? Add(JsonNode? node) => Add(node, clusterId: string.Empty);

    private static JsonNode? Add(JsonNode? node, string clusterId) => node switch
    {
        JsonArray array => Rewrite(array, clusterId),
        JsonObject key when IsKey(key) => Key(key, clusterId),
        JsonObject instance when instance.ContainsKey("MasterKey") && instance.ContainsKey("Key") => Instance(instance),
        JsonObject cluster when cluster.ContainsKey("ClusterName") && cluster.ContainsKey("CountInstances") => Cluster(cluster),
        JsonObject analysis when analysis.ContainsKey("AnalyzedInstanceMasterKey") => Analysis(analysis, clusterId),
        JsonObject other => Rewrite(other, clusterId),
        _ => node,
    };

    private static JsonArray Rewrite(JsonArray array, string clusterId)
    {
        for (var index = 0; index < array.Count; index++)
        {
            if (Add(array[index], clusterId) is var rewritten && rewritten != array[index])
            {
                array[index] = rewritten;
            }
        }

        return array;
    }

    private static JsonObject Rewrite(JsonObject value, string clusterId)
    {
        foreach (var (name, member) in value.ToArray())
        {
            if (Add(member, clusterId) is var rewritten && rewritten != member)
            {
                value[name] = rewritten;
            }
        }

        return value;
    }

    private static bool IsKey(JsonObject value) => value.Count == 2 && value.ContainsKey("Hostname") && value.ContainsKey("Port");

    private static JsonObject Key(JsonObject key, string clusterId)
    {
        var isNone = Text(key, "Hostname").Length == 0;
        return new JsonObject
        {
            ["DBType"] = isNone ? string.Empty : DatabaseType,
            ["Hostname"] = key["Hostname"]?.DeepClone(),
            ["Port"] = key["Port"]?.DeepClone(),
            ["ClusterId"] = isNone ? string.Empty : clusterId,
        };
    }

    private static JsonObject Instance(JsonObject instance)
    {
        var alias = Text(instance, "SuggestedClusterAlias");
        var clusterId = alias.Length > 0 ? alias : Text(instance, "ClusterName");
        Rewrite(instance, clusterId);
        instance["InstanceId"] = Text(instance, "ServerUUID") is { Length: > 0 } uuid ? uuid : instance["ServerID"]?.ToJsonString();
        instance["ClusterId"] = clusterId;
        instance["UpstreamKey"] = instance["MasterKey"]?.DeepClone();
        instance["DownstreamKeyMap"] = instance["Replicas"]?.DeepClone();
        instance["Role"] = string.Empty;
        instance["DBState"] = string.Empty;
        instance["ReplicationState"] = string.Empty;
        instance["IsCoUpstream"] = instance["IsCoMaster"]?.DeepClone();
        instance["Environment"] = instance["PhysicalEnvironment"]?.DeepClone();
        instance["Seed"] = false;
        instance["MasterExecutedGtidSet"] = string.Empty;
        instance["SemiSyncEnforced"] = instance["SemiSyncPriority"] is JsonValue priority && priority.GetValue<JsonElement>().GetInt64() > 0;
        return instance;
    }

    private static JsonObject Analysis(JsonObject analysis, string clusterId)
    {
        Rewrite(analysis, clusterId);
        analysis["AnalyzedInstanceUpstreamKey"] = analysis["AnalyzedInstanceMasterKey"]?.DeepClone();
        analysis["Downstreams"] = analysis["Replicas"]?.DeepClone();
        analysis["IsReplicaServer"] = analysis["IsBinlogServer"]?.DeepClone();
        return analysis;
    }

    private static JsonObject Cluster(JsonObject cluster)
    {
        cluster.Insert(0, "DatabaseType", DatabaseType);
        return cluster;
    }

    private static string Text(JsonObject value, string name)
        => value[name] is JsonValue text && text.TryGetValue(out string? known) ? known : string.Empty;
}
