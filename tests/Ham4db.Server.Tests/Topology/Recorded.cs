using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Tests.Topology;

/// <summary>Replies recorded from a Go server, and the way back from them to the domain.</summary>
internal static class Recorded
{
    /// <summary>The limits that the recorded server was configured with.</summary>
    public static readonly HealthLimits Limits = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero);

    public static JsonNode? Json(string scenario, string file)
        => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchestrator", scenario, file)));

    public static string Text(string scenario, string file) => Json(scenario, file)!["Details"]!.GetValue<string>();

    public static IReadOnlyList<WireInstance> Instances(string scenario, string file)
        => Json(scenario, file) switch
        {
            JsonArray array => [.. array.Select(Read)],
            JsonObject one => [Read(one)],
            _ => [],
        };

    /// <summary>All instances of a scenario: a listing, and single replies of it that are newer.</summary>
    public static IReadOnlyList<WireInstance> Instances(string baseScenario, string scenario, params string[] files)
        => [.. files.SelectMany(file => Instances(scenario, file))
            .Concat(Instances(baseScenario, "all-instances.json"))
            .DistinctBy(instance => instance.Key)];

    public static InstanceDecisions Decisions(WireInstance wire, DateTimeOffset now) => new()
    {
        RegisteredRule = PromotionRuleText.TryParse(wire.PromotionRule, out var rule) && rule != PromotionRule.Neutral ? rule : null,
        Downtime = wire.IsDowntimed
            ? new DowntimeWindow(
                wire.DowntimeOwner,
                wire.DowntimeReason,
                now - TimeSpan.FromTicks(wire.ElapsedDowntime / 100),
                DateTimeOffset.Parse(wire.DowntimeEndTimestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
            : null,
    };

    public static DateTimeOffset MomentOf(WireInstance wire)
        => DateTimeOffset.Parse(wire.LastSeenTimestamp, CultureInfo.InvariantCulture).AddSeconds(wire.SecondsSinceLastSeen.Int64);

    public static Instance ToDomain(WireInstance wire, DateTimeOffset now)
    {
        DateTimeOffset? seen = wire.SecondsSinceLastSeen.ToNullable() is { } age ? now.AddSeconds(-age) : null;
        return new Instance
        {
            Key = wire.Key,
            InstanceAlias = wire.InstanceAlias,
            UptimeSeconds = wire.Uptime,
            ServerId = wire.ServerID,
            ServerUuid = wire.ServerUUID,
            Version = wire.Version,
            VersionComment = wire.VersionComment,
            ReadOnly = wire.ReadOnly,
            BinlogFormat = wire.Binlog_format,
            BinlogRowImage = wire.BinlogRowImage,
            LogBinEnabled = wire.LogBinEnabled,
            LogReplicaUpdates = wire.LogReplicationUpdatesEnabled,
            SelfBinlogCoordinates = wire.SelfBinlogCoordinates,
            MasterKey = wire.MasterKey,
            MasterUuid = wire.MasterUUID,
            AncestryUuid = wire.AncestryUUID,
            SqlThread = wire.ReplicationSQLThreadState,
            IoThread = wire.ReplicationIOThreadState,
            HasReplicationFilters = wire.HasReplicationFilters,
            GtidMode = wire.GTIDMode,
            UsingOracleGtid = wire.UsingOracleGTID,
            UsingMariaDbGtid = wire.UsingMariaDBGTID,
            ReadBinlogCoordinates = wire.ReadBinlogCoordinates,
            ExecBinlogCoordinates = wire.ExecBinlogCoordinates,
            RelaylogCoordinates = wire.RelaylogCoordinates,
            LastSqlError = Unquote(wire.LastSQLError),
            LastIoError = Unquote(wire.LastIOError),
            SecondsBehindMaster = wire.SecondsBehindMaster.ToNullable(),
            SqlDelaySeconds = wire.SQLDelay,
            ExecutedGtidSet = wire.ExecutedGtidSet,
            GtidPurged = wire.GtidPurged,
            GtidErrant = wire.GtidErrant,
            ReplicationLagSeconds = wire.ReplicationLagSeconds.ToNullable(),
            Replicas = [.. wire.Replicas],
            ClusterName = wire.ClusterName,
            SuggestedClusterAlias = wire.SuggestedClusterAlias,
            DataCenter = wire.DataCenter,
            Region = wire.Region,
            PhysicalEnvironment = wire.PhysicalEnvironment,
            ReplicationDepth = (int)wire.ReplicationDepth,
            IsCoMaster = wire.IsCoMaster,
            HasReplicationCredentials = wire.HasReplicationCredentials,
            ReplicationCredentialsAvailable = wire.ReplicationCredentialsAvailable,
            SemiSync = new SemiSync
            {
                Available = wire.SemiSyncAvailable,
                Priority = wire.SemiSyncPriority,
                MasterEnabled = wire.SemiSyncMasterEnabled,
                ReplicaEnabled = wire.SemiSyncReplicaEnabled,
                MasterTimeoutMilliseconds = wire.SemiSyncMasterTimeout,
                MasterWaitForReplicaCount = wire.SemiSyncMasterWaitForReplicaCount,
                MasterStatus = wire.SemiSyncMasterStatus,
                MasterClients = wire.SemiSyncMasterClients,
                ReplicaStatus = wire.SemiSyncReplicaStatus,
            },
            AllowTls = wire.AllowTLS,
            LastSeen = seen,
            LastChecked = wire.IsLastCheckValid ? seen : now.Add(wire switch
            {
                { IsUpToDate: true } => TimeSpan.Zero,
                { IsRecentlyChecked: true } => -2 * Limits.PollInterval,
                _ => -10 * Limits.PollInterval,
            }),
            LastDiscoveryLatency = TimeSpan.FromTicks(wire.LastDiscoveryLatency / 100),
        };
    }

    public static TopologyView View(IEnumerable<Instance> instances, IReadOnlyDictionary<string, string>? overrides = null)
    {
        var all = instances.ToImmutableDictionary(instance => instance.Key);
        return new TopologyView(all, ClusterAliases.Choose([.. all.Values], overrides ?? ImmutableDictionary<string, string>.Empty, [], _ => false));
    }

    private static WireInstance Read(JsonNode? node) => node.Deserialize(WireJson.Default.Instance)!;

    private static string Unquote(string quoted)
        => quoted.Length == 0 ? string.Empty : JsonSerializer.Deserialize(quoted, WireJson.Default.String)!;
}
