using System.Collections.Frozen;
using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>Keys of the Go servers' files that this version knows and does not use.</summary>
internal static class UnusedKeys
{
    /// <summary>Keys of today, accepted without a word above debug level.</summary>
    private static readonly FrozenSet<string> Silent = Set("""
        EnableSyslog RemoveTextFromHostnameDisplay WebMessage ProcessesShellCommand
        OAuthClientId OAuthClientSecret OAuthScopes PowerAuthGroups AccessTokenUseExpirySeconds AccessTokenExpiryMinutes
        SSLSkipVerify SSLPrivateKeyFile SSLCertFile SSLCAFile SSLValidOUs
        SkipOrchestratorDatabaseUpdate SkipDatabaseUpdate PanicIfDifferentDatabaseDeploy
        MySQLOrchestratorRejectReadOnly MySQLRejectReadOnly MySQLOrchestratorMaxAllowedPacket
        TLSCacheTTLFactor MySQLConnectionLifetimeSeconds ConnectionLifetimeSeconds MySQLTopologyMaxAllowedPacket
        ReasonableInstanceCheckSeconds InstanceWriteBufferSize BufferInstanceWrites InstanceFlushIntervalMilliseconds SkipMaxScaleCheck
        SnapshotTopologiesIntervalHours DiscoveryQueueMaxStatisticsSize DiscoveryCollectionRetentionSeconds UseSuperReadOnly
        SkipBinlogServerUnresolveCheck RejectHostnameResolvePattern SupportFuzzyPoolHostnames
        PromotionIgnoreHostnameFilters OSCIgnoreHostnameFilters VerifyReplicationFilters
        InstanceBulkOperationsWaitTimeoutSeconds MaxConcurrentReplicaOperations EnforceExactSemiSyncReplicas RecoverLockedSemiSyncMaster
        ReasonableLockedSemiSyncMasterSeconds ReduceReplicationAnalysisCount FailureDetectionPeriodBlockMinutes RecoveryPeriodBlockMinutes
        RecoveryPeriodBlockSeconds RecoveryIgnoreHostnameFilters
        OnFailureDetectionProcesses PreGracefulTakeoverProcesses PreFailoverProcesses PostFailoverProcesses PostUnsuccessfulFailoverProcesses
        PostMasterFailoverProcesses PostIntermediateMasterFailoverProcesses PostGracefulTakeoverProcesses PostTakeMasterProcesses
        RecoverNonWriteableMaster CoMasterRecoveryMustPromoteOtherCoMaster DetachLostSlavesAfterMasterFailover
        DetachLostReplicasAfterMasterFailover ApplyMySQLPromotionAfterMasterFailover PreventCrossDataCenterMasterFailover
        PreventCrossRegionMasterFailover MasterFailoverLostInstancesDowntimeMinutes MasterFailoverDetachSlaveMasterHost
        MasterFailoverDetachReplicaMasterHost FailMasterPromotionOnLagMinutes FailMasterPromotionIfSQLThreadNotUpToDate
        DelayMasterPromotionIfSQLThreadNotUpToDate PostponeSlaveRecoveryOnLagMinutes PostponeReplicaRecoveryOnLagMinutes
        ExpectFailureAnalysisConcensus AuditLogFile AuditToSyslog AuditToBackendDB AuditPurgeDays
        ConsulAddress ConsulScheme ConsulAclToken ConsulCrossDataCenterDistribution ConsulKVStoreProvider
        ConsulMaxKVsPerTransaction ZkAddress GraphiteAddr GraphitePath GraphiteConvertHostnameDotsToUnderscores GraphitePollSeconds
        AgentsServerPort ServeAgentsHttp AgentsUseSSL AgentsUseMutualTLS AgentSSLSkipVerify AgentSSLPrivateKeyFile AgentSSLCertFile
        AgentSSLCAFile AgentSSLValidOUs AgentPollMinutes UnseenAgentForgetHours StaleSeedFailMinutes SeedAcceptableBytesDiff
        SeedWaitSecondsBeforeSend
        AutoDiscover EnableAdaptor MonitorType
        DeadInstancePollSecondsMultiplyFactor DeadInstancePollSecondsMax DeadInstanceDiscoveryMaxConcurrency DeadInstanceDiscoveryLogsEnabled
        LowerReplicaVersionAllowed DiscoveryIgnoreReplicationUsernameFilters EnableDiscoveryFiltersLogs PrependMessagesWithOrcIdentity
        CustomOrcIdentity
        """);

    /// <summary>Keys that the Go servers themselves no longer use.</summary>
    private static readonly FrozenSet<string> Deprecated = Set("""
        DatabaselessMode__experimental BufferBinlogEvents BinlogFileHistoryDays MaintenanceOwner ReadLongRunningQueries DiscoveryPollSeconds
        AuditPageSize SlaveStartPostWaitMilliseconds MySQLTopologyMaxPoolConnections MaintenancePurgeDays
        MaintenanceExpireMinutes HttpTimeoutSeconds AgentAutoDiscover PseudoGTIDCoordinatesHistoryHeuristicMinutes
        PseudoGTIDPreferIndependentMultiMatch MaxOutdatedKeysToShow
        StatusSimpleHealth RecoveryPollSeconds RemoteSSHForMasterFailover RemoteSSHCommand RemoteSSHCommandUseSudo
        """);

    private static readonly FrozenSet<string> PseudoGtid = Set("""
        AutoPseudoGTID PseudoGTIDPattern PseudoGTIDPatternIsFixedSubstring PseudoGTIDMonotonicHint DetectPseudoGTIDQuery
        BinlogEventsChunkSize SkipBinlogEventsContaining
        """);

    // Features that someone relies on who has switched them on. Their absence must not go unnoticed.
    private static readonly FrozenDictionary<string, string> Missed = new Dictionary<string, string>
    {
        ["PowerAuthGroups"] = "groups are not looked at; name the users in PowerAuthUsers",
        ["ConsulAddress"] = "this version writes nothing to Consul",
        ["ZkAddress"] = "this version writes nothing to ZooKeeper",
        ["GraphiteAddr"] = "this version sends nothing to Graphite",
        ["ServeAgentsHttp"] = "this version has no agents",
        ["AuditToSyslog"] = "this version does not write to syslog; take its log from standard output",
        ["EnableSyslog"] = "this version does not write to syslog; take its log from standard output",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => Silent.Concat(Deprecated).Concat(PseudoGtid);

    /// <summary>Whether <paramref name="key"/> is one of them; case does not matter.</summary>
    public static bool Contains(string key) => Silent.Contains(key) || Deprecated.Contains(key) || PseudoGtid.Contains(key);

    /// <summary>What an operator who set <paramref name="key"/> should be told; null when nothing.</summary>
    /// <param name="key">One of the keys.</param>
    /// <param name="value">Its value.</param>
    public static string? WarningFor(string key, JsonElement value)
        => Deprecated.Contains(key) ? "is an old key that no longer has any effect; remove it"
            : !IsSet(value) ? null
            : PseudoGtid.Contains(key) ? "is ignored: this version does not support pseudo-GTID"
            : Missed.TryGetValue(key, out var why) ? $"is ignored: {why}"
            : null;

    private static bool IsSet(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => true,
    };

    private static FrozenSet<string> Set(string names)
        => names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
