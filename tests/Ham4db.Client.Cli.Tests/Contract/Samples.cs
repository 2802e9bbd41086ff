namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>Replies, cut down to what commands read.</summary>
internal static class Samples
{
    public const string Key = """{"Hostname":"db-2","Port":3306}""";
    public const string Keys = """[{"Hostname":"db-2","Port":3306},{"Hostname":"db-3","Port":3307}]""";

    public const string Cluster =
        """{"ClusterName":"db-1:3306","ClusterAlias":"shop","ClusterDomain":"","CountInstances":2,"HeuristicLag":0,"HasAutomatedMasterRecovery":true,"HasAutomatedIntermediateMasterRecovery":false}""";

    public const string Replica = """
        {"Key":{"Hostname":"db-2","Port":3306},"MasterKey":{"Hostname":"db-1","Port":3306},"ClusterName":"db-1:3306","DataCenter":"north",
         "ReplicationSQLThreadState":1,"ReplicationIOThreadState":1,"ReplicationSQLThreadRuning":true,"ReplicationIOThreadRuning":true,
         "GtidErrant":"3e11fa47-71ca-11e1-9e33-c80aa9429562:23","Problems":["replication_lag","errant_gtid"]}
        """;

    public const string Broken = """
        {"Key":{"Hostname":"db-3","Port":3307},"MasterKey":{"Hostname":"db-1","Port":3306},"ClusterName":"db-1:3306","DataCenter":"south",
         "ReplicationSQLThreadState":0,"ReplicationIOThreadState":0,"ReplicationSQLThreadRuning":false,"ReplicationIOThreadRuning":false,
         "LastSQLError":"\"Duplicate entry\"","Problems":["not_replicating"]}
        """;

    public const string Master = """{"Key":{"Hostname":"db-1","Port":3306},"MasterKey":{"Hostname":"","Port":0},"ClusterName":"db-1:3306","DataCenter":"south"}""";

    public const string Both = $"[{Replica},{Broken}]";
    public const string BothKeys = "db-2:3306\ndb-3:3307\n";

    public const string Recovery = """
        {"Id":7,"UID":"17:ab","AnalysisEntry":{"AnalyzedInstanceKey":{"Hostname":"db-1","Port":3306},"ClusterDetails":{"ClusterName":"db-1:3306"},"Analysis":"DeadMaster"},
         "SuccessorKey":{"Hostname":"db-2","Port":3306},"IsActive":false,"IsSuccessful":true,"RecoveryStartTimestamp":"2025-11-25 12:00:00",
         "Acknowledged":true,"AcknowledgedBy":"bob","AcknowledgedComment":"seen"}
        """;

    public const string RecoveryLine = "7 2025-11-25 12:00:00 db-1:3306 (cluster db-1:3306): DeadMaster, successor db-2:3306, acknowledged by bob: seen [17:ab]\n";
    public const string DetectionLine = "7 2025-11-25 12:00:00 db-1:3306 (cluster db-1:3306): DeadMaster\n";

    /// <summary>A success with this payload.</summary>
    public static string Ok(string payload, string message = "done") => $$"""{"Code":"OK","Message":"{{message}}","Details":{{payload}}}""";
}
