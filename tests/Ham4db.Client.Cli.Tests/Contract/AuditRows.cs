using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>What was done, detected and recovered.</summary>
internal static class AuditRows
{
    private const string Entries =
        """[{"AuditId":3,"AuditTimestamp":"2025-11-25 12:00:00","AuditType":"relocate","AuditInstanceKey":{"Hostname":"db-2","Port":3306},"Message":"relocated below db-1:3306"}]""";

    private const string EntryLine = "2025-11-25 12:00:00 relocate db-2:3306: relocated below db-1:3306\n";

    public static IEnumerable<ContractRow> All => [.. Log, .. Recoveries, .. Detections];

    private static ContractRow[] Log =>
    [
        new ContractRow("-c audit", "audit", "GET audit", Entries, EntryLine).OrNothing(),
        new ContractRow("-c audit --page 2", "audit 2", "GET audit/2", Entries, EntryLine),
        new ContractRow("-c audit-instance -i db-2", "audit-instance db-2", "GET audit/instance/db-2/3306", Entries, EntryLine).OrNothing(),
    ];

    private static ContractRow[] Recoveries =>
    [
        new ContractRow("-c audit-recovery", "audit-recovery", "GET audit-recovery", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow("-c unacknowledged-recoveries --page 1", "unacknowledged-recoveries 1", "GET audit-recovery/1?unacknowledged=true", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow("-c cluster-recoveries -i db-1:3306", "cluster-recoveries db-1:3306", "GET audit-recovery/cluster/db-1:3306", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow("-c audit-recovery-id --id 7", "audit-recovery-id 7", "GET audit-recovery/id/7", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow("-c audit-recovery-uid --uid 17:ab", "audit-recovery-uid 17:ab", "GET audit-recovery/uid/17:ab", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow(
            "-c audit-recovery-steps --uid 17:ab", "audit-recovery-steps 17:ab", "GET audit-recovery-steps/17:ab",
            """[{"Id":1,"RecoveryUID":"17:ab","AuditAt":"2025-11-25 12:00:01","Message":"chose db-2:3306"}]""", "2025-11-25 12:00:01 chose db-2:3306\n").OrNothing(),
        new ContractRow("-c active-recoveries -i db-1:3306", "active-recoveries db-1:3306", "GET active-cluster-recovery/db-1:3306", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow("-c recent-recoveries -i db-1:3306", "recent-recoveries db-1:3306", "GET recently-active-cluster-recovery/db-1:3306", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow("-c recent-promotions -i db-2", "recent-promotions db-2", "GET recently-active-instance-recovery/db-2/3306", $"[{Recovery}]", RecoveryLine).OrNothing(),
        new ContractRow(
            "-c blocked-recoveries", "blocked-recoveries", "GET blocked-recoveries",
            """[{"FailedInstanceKey":{"Hostname":"db-1","Port":3306},"ClusterName":"db-1:3306","Analysis":"DeadMaster","LastBlockedTimestamp":"2025-11-25 12:00:00","BlockingRecoveryId":7}]""",
            "2025-11-25 12:00:00 db-1:3306 (cluster db-1:3306): DeadMaster, blocked by recovery 7\n").OrNothing(),
    ];

    private static ContractRow[] Detections =>
    [
        new ContractRow("-c audit-failure-detection", "audit-failure-detection", "GET audit-failure-detection", $"[{Recovery}]", DetectionLine).OrNothing(),
        new ContractRow("-c audit-failure-detection-id --id 7", "audit-failure-detection-id 7", "GET audit-failure-detection/id/7", $"[{Recovery}]", DetectionLine).OrNothing(),
        new ContractRow(
            "-c replication-analysis-changelog", "replication-analysis-changelog", "GET replication-analysis-changelog",
            """[{"AnalyzedInstanceKey":{"Hostname":"db-1","Port":3306},"Changelog":["2025-11-25 12:00:00;NoProblem,","2025-11-25 12:01:00;DeadMaster,"]}]""",
            "db-1:3306: 2025-11-25 12:00:00;NoProblem, 2025-11-25 12:01:00;DeadMaster,\n").OrNothing(),
    ];
}
