using static Ham4db.Client.Tests.Typed.Samples;
using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

internal static class AuditRows
{
    private const string Entry =
        """[{"AuditId":4,"AuditTimestamp":"2026-01-02T03:04:05Z","AuditType":"forget","AuditInstanceKey":{"Hostname":"db-1","Port":3306},"Message":"gone"}]""";

    private static readonly TypedReply Recoveries = Bare($"[{RecoveryJson}]");

    public static TypedCall[] All =>
    [
        Of("GET audit", Bare(Entry), client => client.Audit.ListAsync(), found => found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            entry => entry.AuditId.ShouldBe(4), entry => entry.AuditInstanceKey.ShouldBe(Db1), entry => entry.Message.ShouldBe("gone")), go: "mysql/audit"),
        Of("GET audit/2", Bare("[]"), client => client.Audit.ListAsync(page: 2), found => found.ShouldBeEmpty(), go: "mysql/audit/2"),
        Of("GET audit/instance/db-1/3306", Bare(Entry), client => client.Audit.ListOfInstanceAsync(Db1),
            found => found.ShouldHaveSingleItem().AuditType.ShouldBe("forget"), go: "mysql/audit/instance/db-1/3306"),
        Of("GET audit/instance/db-1/3306/1", Bare("[]"), client => client.Audit.ListOfInstanceAsync(Db1, page: 1),
            found => found.ShouldBeEmpty(), go: "mysql/audit/instance/db-1/3306/1"),
        Of("GET audit-recovery", Recorded("orchestrator/dead-master-after/audit-recovery"), client => client.Audit.RecoveriesAsync(),
            found => found[0].AnalysisEntry.Analysis.ShouldBe("DeadMaster"), go: "mysql/audit-recovery"),
        Of("GET audit-recovery/1?unacknowledged=true", Recoveries, client => client.Audit.RecoveriesAsync(1, unacknowledgedOnly: true),
            AreRecoveries, go: "mysql/audit-recovery/1?unacknowledged=true"),
        Of("GET audit-recovery?unacknowledged=true", Recoveries, client => client.Audit.RecoveriesAsync(unacknowledgedOnly: true),
            AreRecoveries, go: "mysql/audit-recovery?unacknowledged=true"),
        Of("GET audit-recovery/cluster/db-1%3A3306", Recoveries, client => client.Audit.RecoveriesOfClusterAsync("db-1:3306"),
            AreRecoveries, go: "mysql/audit-recovery/cluster/db-1%3A3306"),
        Of("GET audit-recovery/cluster/ci/3", Recoveries, client => client.Audit.RecoveriesOfClusterAsync("ci", 3),
            AreRecoveries, go: "mysql/audit-recovery/cluster/ci/3"),
        Of("GET audit-recovery/alias/ci", Recoveries, client => client.Audit.RecoveriesByAliasAsync("ci"),
            AreRecoveries, go: "mysql/audit-recovery/alias/ci"),
        Of("GET audit-recovery/alias/ci/3", Recoveries, client => client.Audit.RecoveriesByAliasAsync("ci", 3),
            AreRecoveries, go: "mysql/audit-recovery/alias/ci/3"),
        Of("GET audit-recovery/id/7", Recoveries, client => client.Audit.RecoveryAsync(7),
            found => found!.Id.ShouldBe(7), go: "mysql/audit-recovery/id/7", empty: found => found.ShouldBeNull()),
        Of("GET audit-recovery/uid/1%3Ax", Recoveries, client => client.Audit.RecoveryByUidAsync("1:x"),
            found => found!.UID.ShouldBe("1:x"), go: "mysql/audit-recovery/uid/1%3Ax", empty: found => found.ShouldBeNull()),
        Of("GET audit-recovery-steps/1%3Ax", Recorded("orchestrator/graceful-takeover/audit-recovery-steps_UID"),
            client => client.Audit.RecoveryStepsAsync("1:x"), found => found[0].Message.ShouldNotBeEmpty(), go: "mysql/audit-recovery-steps/1%3Ax"),
        Of("GET audit-failure-detection", Recorded("orchestrator/dead-master-after/audit-failure-detection"),
            client => client.Audit.FailureDetectionsAsync(), found => found[0].AnalysisEntry.AnalyzedInstanceKey.ShouldBe(First),
            go: "mysql/audit-failure-detection"),
        Of("GET audit-failure-detection/1", Recoveries, client => client.Audit.FailureDetectionsAsync(1),
            AreRecoveries, go: "mysql/audit-failure-detection/1"),
        Of("GET audit-failure-detection/alias/ci", Recoveries, client => client.Audit.FailureDetectionsByAliasAsync("ci"),
            AreRecoveries, go: "mysql/audit-failure-detection/alias/ci"),
        Of("GET audit-failure-detection/alias/ci/2", Recoveries, client => client.Audit.FailureDetectionsByAliasAsync("ci", 2),
            AreRecoveries, go: "mysql/audit-failure-detection/alias/ci/2"),
        Of("GET audit-failure-detection/id/7", Recoveries, client => client.Audit.FailureDetectionAsync(7),
            found => found!.Id.ShouldBe(7), go: "mysql/audit-failure-detection/id/7", empty: found => found.ShouldBeNull()),
    ];
}
