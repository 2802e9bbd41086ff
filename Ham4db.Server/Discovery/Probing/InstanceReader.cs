using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Makes an instance from the replies of a server. Pure; other servers' keys come out as the server gives them.</summary>
internal static class InstanceReader
{
    /// <summary>Everything that the fixed statements say, group and replicas apart.</summary>
    public static Instance Read(InstanceKey key, ServerIdentity identity, ProbeStatements statements, ProbeReplies replies, DiscoveryOptions options)
    {
        var gtid = FirstRow(replies.Table(ProbeStatements.Gtid));
        var instance = new Instance
        {
            Key = key,
            ServerId = identity.ServerId,
            Version = identity.Version,
            VersionComment = identity.VersionComment,
            ReadOnly = identity.ReadOnly,
            BinlogFormat = identity.BinlogFormat,
            LogBinEnabled = identity.LogBin,
            LogReplicaUpdates = identity.LogReplicaUpdates,
            UptimeSeconds = ResultRow.ToNumber(FirstRow(replies.Table(ProbeStatements.Uptime))?.Cell("Value")) ?? 0,
            SelfBinlogCoordinates = identity.LogBin ? BinlogEnd(replies.Table(statements.BinlogStatus)) : default,
            SemiSync = SemiSyncReader.Read(replies.Table(ProbeStatements.SemiSyncVariables), replies.Table(ProbeStatements.SemiSyncStatus)),
            ServerUuid = gtid?.Text("server_uuid") ?? string.Empty,
            GtidMode = gtid?.Text("gtid_mode") ?? string.Empty,
            ExecutedGtidSet = OnOneLine(gtid?.Text("gtid_executed")),
            GtidPurged = OnOneLine(gtid?.Text("gtid_purged")),
            BinlogRowImage = replies.Table(ProbeStatements.BinlogRowImage).Scalar ?? string.Empty,
            ReplicationCredentialsAvailable = CredentialsAvailable(identity, replies, options),
            DataCenter = NamePattern.FirstGroup(options.DataCenterPattern, key.Hostname),
            Region = NamePattern.FirstGroup(options.RegionPattern, key.Hostname),
            PhysicalEnvironment = NamePattern.FirstGroup(options.PhysicalEnvironmentPattern, key.Hostname),
        };
        return ReplicaStatusReader.Apply(instance, replies.Table(statements.ReplicaStatus));
    }

    /// <summary>The replicas that the server lists: the registered ones, or else those that fetch the binary log.</summary>
    public static IEnumerable<InstanceKey> ReadReplicas(InstanceKey key, ProbeStatements statements, ProbeReplies replies)
    {
        var registered = ReplicaListReader.FromHosts(replies.Table(statements.ReplicaHosts)).ToImmutableArray();
        var replicas = registered.IsEmpty ? ReplicaListReader.FromDumpThreads(replies.Table(statements.DumpThreads), key.Port) : registered;
        return replicas.Concat(ReplicaListReader.FromNdbNodes(replies.Table(ProbeStatements.NdbNodes), key.Port).Where(node => node != key));
    }

    /// <summary>Adds what the configured queries say; one without an answer changes nothing.</summary>
    public static Instance ReadConfigured(Instance instance, ConfiguredQueries queries, ProbeReplies replies)
        => instance with
        {
            ReplicationLagSeconds = Lag(instance, queries, replies),
            DataCenter = replies.Scalar(queries.DataCenter) ?? instance.DataCenter,
            Region = replies.Scalar(queries.Region) ?? instance.Region,
            PhysicalEnvironment = replies.Scalar(queries.PhysicalEnvironment) ?? instance.PhysicalEnvironment,
            InstanceAlias = replies.Scalar(queries.InstanceAlias) ?? instance.InstanceAlias,
            SemiSync = instance.SemiSync with { Priority = Math.Max(0, ResultRow.ToNumber(replies.Scalar(queries.SemiSyncPriority)) ?? 0) },
            DetectedPromotionRule = PromotionRuleText.TryParse(replies.Scalar(queries.PromotionRule), out var rule) && rule != PromotionRule.Must
                ? rule
                : null,
            SuggestedClusterAlias = replies.Scalar(queries.ClusterAlias) ?? instance.SuggestedClusterAlias,
            ClusterDomain = replies.Scalar(queries.ClusterDomain) ?? instance.ClusterDomain,
        };

    private static long? Lag(Instance instance, ConfiguredQueries queries, ProbeReplies replies)
    {
        if (queries.Lag is not { } query || !replies.HasTable(query) || replies.Table(query) is not { Count: > 0 } answer)
        {
            return instance.ReplicationLagSeconds;
        }

        return answer.Scalar is not { } text ? null
            : ResultRow.ToNumber(text) is { } lag ? Math.Max(0, lag)
            : instance.ReplicationLagSeconds;
    }

    private static BinlogCoordinates BinlogEnd(ResultTable status)
        => FirstRow(status) is { } row ? new BinlogCoordinates(row.Text("File"), row.Number("Position") ?? 0, BinlogType.Binary) : default;

    private static bool CredentialsAvailable(ServerIdentity identity, ProbeReplies replies, DiscoveryOptions options)
        => SqlDialects.Of(identity.Version, identity.VersionComment).HasOracleGtid
            && (options.ReplicationCredentialsQuery.Length > 0 || ResultRow.ToNumber(replies.Table(ProbeStatements.StoredCredentials).Scalar) > 0);

    private static ResultRow? FirstRow(ResultTable table) => table.Count > 0 ? table[0] : null;

    private static string OnOneLine(string? gtidSet) => gtidSet?.ReplaceLineEndings(string.Empty) ?? string.Empty;
}
