using Ham4db.Client.Contract;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Reads replica status, in the older and the newer words for its columns.</summary>
internal static class ReplicaStatusReader
{
    private static readonly string[] FilterColumns =
    [
        "Replicate_Do_DB", "Replicate_Ignore_DB", "Replicate_Do_Table",
        "Replicate_Ignore_Table", "Replicate_Wild_Do_Table", "Replicate_Wild_Ignore_Table",
    ];

    /// <summary>Adds what <paramref name="status"/> says; the master's key is as the replica gives it, not resolved.</summary>
    /// <remarks>A server with several masters has a row for each: the last one counts.</remarks>
    public static Instance Apply(Instance instance, ResultTable status)
        => status.Count == 0 ? instance : Apply(instance, status[status.Count - 1]);

    private static Instance Apply(Instance instance, ResultRow row)
    {
        var behind = row.Number("Seconds_Behind_Master", "Seconds_Behind_Source") is { } seconds ? Math.Max(0, seconds) : (long?)null;
        return instance with
        {
            HasReplicationCredentials = row.Text("Master_User", "Source_User").Length > 0,
            IoThread = ThreadState(row.Text("Slave_IO_Running", "Replica_IO_Running")),
            SqlThread = ThreadState(row.Text("Slave_SQL_Running", "Replica_SQL_Running")),
            ReadBinlogCoordinates = new BinlogCoordinates(
                row.Text("Master_Log_File", "Source_Log_File"), row.Number("Read_Master_Log_Pos", "Read_Source_Log_Pos") ?? 0, BinlogType.Binary),
            ExecBinlogCoordinates = new BinlogCoordinates(
                row.Text("Relay_Master_Log_File", "Relay_Source_Log_File"), row.Number("Exec_Master_Log_Pos", "Exec_Source_Log_Pos") ?? 0, BinlogType.Binary),
            RelaylogCoordinates = new BinlogCoordinates(row.Text("Relay_Log_File"), row.Number("Relay_Log_Pos") ?? 0, BinlogType.Relay),
            LastSqlError = row.Text("Last_SQL_Error"),
            LastIoError = row.Text("Last_IO_Error"),
            SqlDelaySeconds = row.Number("SQL_Delay") ?? 0,
            UsingOracleGtid = row.Number("Auto_Position") == 1,
            UsingMariaDbGtid = row.Text("Using_Gtid") is not ("" or "No"),
            MasterUuid = row.Cell("Master_UUID") ?? row.Cell("Source_UUID") ?? "No",
            HasReplicationFilters = Array.Exists(FilterColumns, column => row.Text(column).Length > 0),
            MasterKey = Master(row),
            SecondsBehindMaster = behind,
            ReplicationLagSeconds = behind,
            AllowTls = row.Text("Master_SSL_Allowed", "Source_SSL_Allowed") == "Yes",
        };
    }

    private static InstanceKey Master(ResultRow row)
    {
        var host = row.Text("Master_Host", "Source_Host").Trim();
        return host.Length == 0 ? InstanceKey.None : new InstanceKey(host, (int)(row.Number("Master_Port", "Source_Port") ?? 0));
    }

    private static ReplicationThreadState ThreadState(string running) => running switch
    {
        "Yes" => ReplicationThreadState.Running,
        "No" => ReplicationThreadState.Stopped,
        _ => ReplicationThreadState.Other,
    };
}
