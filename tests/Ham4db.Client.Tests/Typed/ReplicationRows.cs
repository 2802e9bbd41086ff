using Ham4db.Client.Contract;
using static Ham4db.Client.Tests.Typed.Samples;
using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

internal static class ReplicationRows
{
    public static TypedCall[] All => [.. Relocation, .. Gtid, .. Control];

    private static TypedReply TheInstance => Enveloped($$"""{"Key":{{Db1Json}}}""");

    private static TypedReply TheReplicas => Enveloped($$"""[{"Key":{{Db1Json}}}]""", "Moved up 1 replicas of db-9:3306 below db-2:3306; 2 errors: [a b]");

    private static TypedReply TheNewMaster => Enveloped(Db2Json, "Orchestrator n1 says: Matched 3 replicas of db-1:3306 below db-2:3306; 1 errors: [a]");

    private static TypedReply TheRegrouping => Enveloped(Db2Json, "promoted replica: db-2:3306, lost: 2, trivial: 1, pseudo-gtid: 0");

    private static TypedCall[] Relocation =>
    [
        Of("POST relocate/127.0.0.1/10113/127.0.0.1/10112",
            Recorded("orchestrator/operations/32_relocate_127.0.0.1_10113_127.0.0.1_10112"),
            client => client.Replication.RelocateAsync(Third, Second), found => found.Key.ShouldBe(Third), go: "mysql/relocate/127.0.0.1/10113/127.0.0.1/10112"),
        Of("POST relocate-replicas/db-1/3306/db-2/3306",
            TheReplicas,
            client => client.Replication.RelocateReplicasAsync(Db1, Db2), AreMoved, go: "mysql/relocate-replicas/db-1/3306/db-2/3306", empty: HaveNoDetails),
        Of("POST regroup-replicas/db-1/3306", TheRegrouping, client => client.Replication.RegroupReplicasAsync(Db1), AreRegrouped),
        Of("POST move-up/127.0.0.1/10114",
            Recorded("orchestrator/operations/34_move-up_127.0.0.1_10114"),
            client => client.Replication.MoveUpAsync(Fourth), found => found.Key.ShouldBe(Fourth), go: "mysql/move-up/127.0.0.1/10114"),
        Of("POST move-up-replicas/db-1/3306?pattern=db-.%2A%3A3306",
            TheReplicas,
            client => client.Replication.MoveUpReplicasAsync(Db1, "db-.*:3306"), AreMoved, empty: HaveNoDetails),
        Of("POST move-below/db-1/3306/db-2/3306",
            TheInstance,
            client => client.Replication.MoveBelowAsync(Db1, Db2), IsInstance, go: "mysql/move-below/db-1/3306/db-2/3306"),
        Of("POST move-equivalent/db-1/3306/db-2/3306",
            TheInstance,
            client => client.Replication.MoveEquivalentAsync(Db1, Db2), IsInstance, go: "mysql/move-equivalent/db-1/3306/db-2/3306"),
        Of("POST repoint/127.0.0.1/10113/127.0.0.1/10112",
            Recorded("orchestrator/operations/39_repoint_127.0.0.1_10113_127.0.0.1_10112"),
            client => client.Replication.RepointAsync(Third, Second), found => found.Key.ShouldBe(Third), go: "mysql/repoint/127.0.0.1/10113/127.0.0.1/10112"),
        Of("POST repoint-replicas/db-1/3306?pattern=db-.%2A%3A3306",
            TheReplicas,
            client => client.Replication.RepointReplicasAsync(Db1, "db-.*:3306"), AreMoved, empty: HaveNoDetails),
        Of("POST make-co-master/db-1/3306", TheInstance, client => client.Replication.MakeCoMasterAsync(Db1), IsInstance),
        Of("POST make-master/db-1/3306", TheInstance, client => client.Replication.MakeMasterAsync(Db1), IsInstance),
        Of("POST make-local-master/db-1/3306", TheInstance, client => client.Replication.MakeLocalMasterAsync(Db1), IsInstance),
        Of("POST take-siblings/127.0.0.1/10112",
            Recorded("orchestrator/operations/36_take-siblings_127.0.0.1_10112"),
            client => client.Replication.TakeSiblingsAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/take-siblings/127.0.0.1/10112"),
        Of("POST take-master/db-1/3306",
            TheInstance,
            client => client.Replication.TakeMasterAsync(Db1), IsInstance, go: "mysql/take-master/db-1/3306"),
        Of("POST relocate-replicas/db-1/3306/db-2/3306?pattern=a%7Cb", Enveloped("[]", "Relocated 0 replicas of db-1:3306 below db-2:3306; 0 errors: []"),
            client => client.Replication.RelocateReplicasAsync(Db1, Db2, "a|b"), found => found.Count.ShouldBe(0),
            go: "mysql/relocate-replicas/db-1/3306/db-2/3306?pattern=a%7Cb", empty: HaveNoDetails),
        Of("POST move-up-replicas/127.0.0.1/10112", Recorded("orchestrator/operations/37_move-up-replicas_127.0.0.1_10112"),
            client => client.Replication.MoveUpReplicasAsync(Second), found => found.ShouldSatisfyAllConditions(
                moved => moved.Count.ShouldBe(2), moved => moved.Errors.ShouldBe(0), moved => moved.Replicas.Count.ShouldBe(2)), empty: HaveNoDetails),
        Of("GET master-equivalent/db-1/3306/bin.000001/4", Enveloped($$"""[{"Key":{{Db2Json}},"Coordinates":{"LogFile":"bin.000007","LogPos":9,"Type":0} }]"""),
            client => client.Replication.MasterEquivalentAsync(Db1, new BinlogCoordinates("bin.000001", 4, BinlogType.Binary)),
            found => found.ShouldHaveSingleItem().Coordinates.LogPos.ShouldBe(9), go: "mysql/master-equivalent/db-1/3306/bin.000001/4"),
        Of("GET can-replicate-from/127.0.0.1/10113/127.0.0.1/10112", Recorded("orchestrator/healthy/can-replicate-from_127.0.0.1_10113_127.0.0.1_10112"),
            client => client.Replication.CanReplicateFromAsync(Third, Second), can => can.ShouldBeTrue(), empty: can => can.ShouldBeTrue()),
        Of("GET can-replicate-from/db-1/3306/db-2/3306", Enveloped(Db2Json, "Orchestrator n1 says: false"),
            client => client.Replication.CanReplicateFromAsync(Db1, Db2), can => can.ShouldBeFalse(), empty: can => can.ShouldBeFalse()),
    ];

    private static TypedCall[] Gtid =>
    [
        Of("POST move-below-gtid/db-1/3306/db-2/3306",
            TheInstance,
            client => client.Replication.MoveBelowGtidAsync(Db1, Db2), IsInstance, go: "mysql/move-below-gtid/db-1/3306/db-2/3306"),
        Of("POST move-replicas-gtid/db-1/3306/db-2/3306",
            TheNewMaster,
            client => client.Replication.MoveReplicasGtidAsync(Db1, Db2), AreBelowTheNewMaster, go: "mysql/move-slaves-gtid/db-1/3306/db-2/3306", empty: HaveNoDetails),
        Of("POST regroup-replicas-gtid/db-1/3306",
            TheRegrouping,
            client => client.Replication.RegroupReplicasGtidAsync(Db1), AreRegrouped, go: "mysql/regroup-slaves-gtid/db-1/3306"),
        Of("POST regroup-replicas-bls/db-1/3306",
            TheRegrouping,
            client => client.Replication.RegroupReplicasBinlogServersAsync(Db1), AreRegrouped, go: "mysql/regroup-slaves-bls/db-1/3306"),
        Of("POST regroup-replicas-pgtid/db-1/3306",
            TheRegrouping,
            client => client.Replication.RegroupReplicasPseudoGtidAsync(Db1), AreRegrouped, go: "mysql/regroup-slaves-pgtid/db-1/3306"),
        Of("POST match-below/db-1/3306/db-2/3306", TheInstance, client => client.Replication.MatchBelowAsync(Db1, Db2), IsInstance),
        Of("POST match-up/db-1/3306", TheInstance, client => client.Replication.MatchUpAsync(Db1), IsInstance),
        Of("POST match-replicas/db-1/3306/db-2/3306",
            TheNewMaster,
            client => client.Replication.MatchReplicasAsync(Db1, Db2), AreBelowTheNewMaster, empty: HaveNoDetails),
        Of("POST match-up-replicas/db-1/3306?pattern=db-.%2A%3A3306",
            TheNewMaster,
            client => client.Replication.MatchUpReplicasAsync(Db1, "db-.*:3306"), AreBelowTheNewMaster, empty: HaveNoDetails),
        Of("POST enable-gtid/db-1/3306",
            TheInstance,
            client => client.Replication.EnableGtidAsync(Db1), IsInstance, go: "mysql/enable-gtid/db-1/3306"),
        Of("POST disable-gtid/db-1/3306",
            TheInstance,
            client => client.Replication.DisableGtidAsync(Db1), IsInstance, go: "mysql/disable-gtid/db-1/3306"),
        Of("POST gtid-errant-reset-master/db-1/3306",
            TheInstance,
            client => client.Replication.ErrantGtidResetMasterAsync(Db1), IsInstance, go: "mysql/gtid-errant-reset-master/db-1/3306"),
        Of("POST gtid-errant-inject-empty/db-1/3306",
            TheInstance,
            client => client.Replication.ErrantGtidInjectEmptyAsync(Db1), IsInstance, go: "mysql/gtid-errant-inject-empty/db-1/3306"),
        Of("GET locate-gtid-errant/db-1/3306", Enveloped("""["bin.000003"]"""), client => client.Replication.LocateErrantGtidAsync(Db1),
            found => found.ShouldBe(["bin.000003"]), go: "mysql/locate-gtid-errant/db-1/3306"),
        Of("GET last-pseudo-gtid/db-1/3306", Enveloped("\"drop view\"", "bin.000003:77"), client => client.Replication.LastPseudoGtidAsync(Db1),
            found => found.ShouldBe("drop view"), go: "mysql/last-pseudo-gtid/db-1/3306"),
        Of("GET can-replicate-from-gtid/127.0.0.1/10113/127.0.0.1/10112",
            Recorded("ham4db/raft3-discovered/mysql_can-replicate-from-gtid_127.0.0.1_10113_127.0.0.1_10112"),
            client => client.Replication.CanReplicateFromGtidAsync(Third, Second), can => can.ShouldBeTrue(),
            go: "mysql/can-replicate-from-gtid/127.0.0.1/10113/127.0.0.1/10112", empty: can => can.ShouldBeTrue()),
    ];

    private static TypedCall[] Control =>
    [
        Of("POST start-replica/127.0.0.1/10112",
            Recorded("orchestrator/operations/14_start-replica_127.0.0.1_10112"),
            client => client.Replication.StartAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/start-replica/127.0.0.1/10112"),
        Of("POST stop-replica/127.0.0.1/10112",
            Recorded("orchestrator/operations/13_stop-replica_127.0.0.1_10112"),
            client => client.Replication.StopAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/stop-replica/_/127.0.0.1/10112"),
        Of("POST stop-replica-nice/127.0.0.1/10112",
            Recorded("orchestrator/operations/16_stop-replica-nice_127.0.0.1_10112"),
            client => client.Replication.StopNicelyAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/stop-replica-nice/_/127.0.0.1/10112"),
        Of("POST restart-replica/127.0.0.1/10112",
            Recorded("orchestrator/operations/15_restart-replica_127.0.0.1_10112"),
            client => client.Replication.RestartAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/restart-replica/127.0.0.1/10112"),
        Of("POST reset-replica/db-1/3306",
            TheInstance,
            client => client.Replication.ResetAsync(Db1), IsInstance, go: "mysql/reset-replica/_/db-1/3306"),
        Of("POST detach-replica/127.0.0.1/10112",
            Recorded("orchestrator/operations/24_detach-replica_127.0.0.1_10112"),
            client => client.Replication.DetachAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/detach-replica/127.0.0.1/10112"),
        Of("POST reattach-replica/127.0.0.1/10112",
            Recorded("orchestrator/operations/25_reattach-replica_127.0.0.1_10112"),
            client => client.Replication.ReattachAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/reattach-replica/127.0.0.1/10112"),
        Of("POST change-master-credentials/db-1/3306", TheInstance, client => client.Replication.ReapplyCredentialsAsync(Db1), IsInstance),
        Of("POST skip-query/db-1/3306", TheInstance, client => client.Replication.SkipQueryAsync(Db1), IsInstance, go: "mysql/skip-query/db-1/3306"),
        Of("POST enable-semi-sync-master/127.0.0.1/10111",
            Recorded("orchestrator/operations/20_enable-semi-sync-master_127.0.0.1_10111"),
            client => client.Replication.EnableSemiSyncMasterAsync(First), found => found.Key.ShouldBe(First)),
        Of("POST disable-semi-sync-master/127.0.0.1/10111",
            Recorded("orchestrator/operations/21_disable-semi-sync-master_127.0.0.1_10111"),
            client => client.Replication.DisableSemiSyncMasterAsync(First), found => found.Key.ShouldBe(First)),
        Of("POST enable-semi-sync-replica/127.0.0.1/10112",
            Recorded("orchestrator/operations/22_enable-semi-sync-replica_127.0.0.1_10112"),
            client => client.Replication.EnableSemiSyncReplicaAsync(Second), found => found.Key.ShouldBe(Second)),
        Of("POST disable-semi-sync-replica/127.0.0.1/10112",
            Recorded("orchestrator/operations/23_disable-semi-sync-replica_127.0.0.1_10112"),
            client => client.Replication.DisableSemiSyncReplicaAsync(Second), found => found.Key.ShouldBe(Second)),
        Of("POST set-read-only/127.0.0.1/10112",
            Recorded("orchestrator/operations/18_set-read-only_127.0.0.1_10112"),
            client => client.Replication.SetReadOnlyAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/set-read-only/127.0.0.1/10112"),
        Of("POST set-writeable/db-1/3306",
            TheInstance,
            client => client.Replication.SetWriteableAsync(Db1), IsInstance, go: "mysql/set-writeable/db-1/3306"),
        Of("POST flush-binary-logs/127.0.0.1/10112",
            Recorded("orchestrator/operations/19_flush-binary-logs_127.0.0.1_10112"),
            client => client.Replication.FlushBinaryLogsAsync(Second), found => found.Key.ShouldBe(Second), go: "mysql/flush-binary-logs/127.0.0.1/10112"),
        Of("POST purge-binary-logs/db-1/3306/bin.000004", TheInstance, client => client.Replication.PurgeBinaryLogsAsync(Db1, "bin.000004"),
            IsInstance, go: "mysql/purge-binary-logs/db-1/3306/bin.000004"),
        Of("POST purge-binary-logs/db-1/3306/latest?force=true", TheInstance, client => client.Replication.PurgeBinaryLogsAsync(Db1, "latest", force: true),
            IsInstance, go: "mysql/purge-binary-logs/db-1/3306/latest?force=true"),
        Of("POST delay-replication/127.0.0.1/10114/7", Recorded("orchestrator/operations/26_delay-replication_127.0.0.1_10114_7"),
            client => client.Replication.DelayAsync(Fourth, TimeSpan.FromSeconds(7))),
        Of("POST delay-replication/127.0.0.1/10114/0", Recorded("orchestrator/operations/28_delay-replication_127.0.0.1_10114_0"),
            client => client.Replication.DelayAsync(Fourth, TimeSpan.Zero)),
        Of("POST kill-query/db-1/3306/42", TheInstance, client => client.Replication.KillQueryAsync(Db1, 42), IsInstance, go: "mysql/kill-query/db-1/3306/42"),
        Of("GET restart-replica-statements/127.0.0.1/10112?q=select%201", Recorded("orchestrator/healthy/restart-replica-statements_127.0.0.1_10112_q=select_1"),
            client => client.Replication.RestartStatementsAsync(Second, "select 1"), found => found[2].ShouldBe("select 1;"),
            go: "mysql/restart-slave-statements/127.0.0.1/10112?q=select%201"),
    ];

    private static void IsInstance(Instance found) => found.Key.ShouldBe(Db1);

    private static void AreMoved(MovedReplicas moved) => moved.ShouldSatisfyAllConditions(
        _ => moved.Count.ShouldBe(1), _ => moved.Errors.ShouldBe(2), _ => moved.Replicas.ShouldHaveSingleItem().Key.ShouldBe(Db1), _ => moved.NewMaster.ShouldBeNull());

    private static void AreBelowTheNewMaster(MovedReplicas moved) => moved.ShouldSatisfyAllConditions(
        _ => moved.Count.ShouldBe(3), _ => moved.Errors.ShouldBe(1), _ => moved.Replicas.ShouldBeEmpty(), _ => moved.NewMaster.ShouldBe(Db2));

    private static void HaveNoDetails(MovedReplicas moved)
    {
        moved.Replicas.ShouldBeEmpty();
        moved.NewMaster.ShouldBeNull();
        moved.Message.ShouldContain(" replicas of ");
    }

    private static void AreRegrouped(RegroupedReplicas regrouped)
    {
        regrouped.Promoted.ShouldBe(Db2);
        regrouped.Lost.ShouldBe(2);
    }
}
