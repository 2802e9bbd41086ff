using System.Globalization;
using Ham4db.Simulator.Model;
using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Answers;

/// <summary>The tables of SHOW SLAVE STATUS, SHOW MASTER STATUS, SHOW SLAVE HOSTS and their newer names.</summary>
internal static class ReplicationStatus
{
    private const string ReplicationUser = "repl";

    /// <summary>SHOW SLAVE STATUS, or with the newer column names SHOW REPLICA STATUS; no row on an instance that is no replica.</summary>
    public static Table OfReplica(SimulatedInstance instance, bool newNames)
    {
        var cells = Columns(instance).ToList();
        var rows = instance.State.Source is null ? [] : new[] { cells.Select(cell => cell.Value).ToList() };
        return Table.Of([.. cells.Select(cell => newNames ? NewName(cell.Name) : cell.Name)], rows);
    }

    /// <summary>SHOW MASTER STATUS; no row without a binary log.</summary>
    public static Table OfBinaryLog(SimulatedInstance instance)
    {
        var position = BinlogPosition.After(ReplicationProgress.Applied(instance, instance.Now));
        List<string> columns = ["File", "Position", "Binlog_Do_DB", "Binlog_Ignore_DB"];
        List<object?> row = [position.File, (ulong)position.Position, string.Empty, string.Empty];
        if (!instance.IsMariaDb)
        {
            columns.Add("Executed_Gtid_Set");
            row.Add(ServerVariables.Get(instance, "gtid_executed"));
        }

        return Table.Of(columns, instance.State.LogBin ? [row] : []);
    }

    /// <summary>SHOW SLAVE HOSTS, or with the newer column names SHOW REPLICAS: the replicas that are connected now.</summary>
    public static Table OfConnectedReplicas(SimulatedInstance instance, bool newNames)
    {
        List<string> columns = ["Server_id", "Host", "Port", newNames ? "Source_id" : "Master_id"];
        if (!instance.IsMariaDb)
        {
            columns.Add(newNames ? "Replica_UUID" : "Slave_UUID");
        }

        return Table.Of(columns, [.. ConnectedReplicas(instance).Select(replica => ((List<object?>)
        [
            (long)replica.ServerId, replica.Options.ReportHost, (long)replica.Port, (long)instance.ServerId, replica.ServerUuid,
        ]).GetRange(0, columns.Count))]);
    }

    /// <summary>The replicas that read from an instance now.</summary>
    public static IEnumerable<SimulatedInstance> ConnectedReplicas(SimulatedInstance instance)
        => instance.Fleet.Where(replica => replica.State is { Reachability: not Reachability.Stopped } state
            && state.Source?.Instance == instance && ReplicationProgress.IoThreadConnected(state));

    private static IEnumerable<(string Name, object? Value)> Columns(SimulatedInstance instance)
    {
        var state = instance.State;
        var now = instance.Now;
        var source = state.Source;
        var connected = ReplicationProgress.IoThreadConnected(state);
        var applying = ReplicationProgress.SqlThreadRuns(state);
        var read = BinlogPosition.After(ReplicationProgress.Received(instance, now));
        var executed = BinlogPosition.After(ReplicationProgress.Applied(instance, now));
        var relay = BinlogPosition.After(ReplicationProgress.Applied(instance, now), "relay-bin");
        var ioError = state.IoError ?? (state.IoThreadStarted && !connected ? CannotConnect(source) : null);

        yield return ("Slave_IO_State", connected ? "Waiting for master to send event" : state.IoThreadStarted ? "Reconnecting after a failed master event read" : string.Empty);
        yield return ("Master_Host", source?.Host);
        yield return ("Master_User", ReplicationUser);
        yield return ("Master_Port", (long?)source?.Port);
        yield return ("Connect_Retry", 1L);
        yield return ("Master_Log_File", read.File);
        yield return ("Read_Master_Log_Pos", (ulong)read.Position);
        yield return ("Relay_Log_File", relay.File);
        yield return ("Relay_Log_Pos", (ulong)relay.Position);
        yield return ("Relay_Master_Log_File", executed.File);
        yield return ("Slave_IO_Running", connected ? "Yes" : state is { IoThreadStarted: true, IoError: null } ? "Connecting" : "No");
        yield return ("Slave_SQL_Running", applying ? "Yes" : "No");
        foreach (var filter in new[] { "Do_DB", "Ignore_DB", "Do_Table", "Ignore_Table", "Wild_Do_Table", "Wild_Ignore_Table" })
        {
            yield return ("Replicate_" + filter, string.Empty);
        }

        yield return ("Last_Errno", (long)(state.SqlError?.Code ?? 0));
        yield return ("Last_Error", state.SqlError?.Message ?? string.Empty);
        yield return ("Skip_Counter", 0L);
        yield return ("Exec_Master_Log_Pos", (ulong)executed.Position);
        yield return ("Relay_Log_Space", (ulong)relay.Position);
        yield return ("Until_Condition", "None");
        yield return ("Until_Log_File", string.Empty);
        yield return ("Until_Log_Pos", 0UL);
        yield return ("Master_SSL_Allowed", "No");
        foreach (var setting in new[] { "CA_File", "CA_Path", "Cert", "Cipher", "Key" })
        {
            yield return ("Master_SSL_" + setting, string.Empty);
        }

        yield return ("Seconds_Behind_Master", connected && applying ? (long)state.Lag.TotalSeconds : null);
        yield return ("Master_SSL_Verify_Server_Cert", "No");
        yield return ("Last_IO_Errno", (long)(ioError?.Code ?? 0));
        yield return ("Last_IO_Error", ioError?.Message ?? string.Empty);
        yield return ("Last_SQL_Errno", (long)(state.SqlError?.Code ?? 0));
        yield return ("Last_SQL_Error", state.SqlError?.Message ?? string.Empty);
        yield return ("Replicate_Ignore_Server_Ids", string.Empty);
        yield return ("Master_Server_Id", (long)(source?.Instance?.ServerId ?? 0));
        foreach (var column in instance.IsMariaDb ? OfMariaDb(instance, state, now) : OfMySql(instance, state, now))
        {
            yield return column;
        }
    }

    private static IEnumerable<(string Name, object? Value)> OfMariaDb(SimulatedInstance instance, InstanceState state, DateTimeOffset now) =>
    [
        ("Master_SSL_Crl", string.Empty),
        ("Master_SSL_Crlpath", string.Empty),
        ("Using_Gtid", state.UsesGtid ? "Slave_Pos" : "No"),
        ("Gtid_IO_Pos", state.UsesGtid ? GtidText.Position(instance, now) : string.Empty),
        ("Replicate_Do_Domain_Ids", string.Empty),
        ("Replicate_Ignore_Domain_Ids", string.Empty),
        ("Parallel_Mode", "optimistic"),
        ("SQL_Delay", 0L),
        ("SQL_Remaining_Delay", null),
        ("Slave_SQL_Running_State", RunningState(state)),
        ("Slave_DDL_Groups", 0UL),
        ("Slave_Non_Transactional_Groups", 0UL),
        ("Slave_Transactional_Groups", 0UL),
        ("Replicate_Rewrite_DB", string.Empty),
    ];

    private static IEnumerable<(string Name, object? Value)> OfMySql(SimulatedInstance instance, InstanceState state, DateTimeOffset now) =>
    [
        ("Master_UUID", state.Source?.Instance?.ServerUuid ?? string.Empty),
        ("Master_Info_File", "mysql.slave_master_info"),
        ("SQL_Delay", 0L),
        ("SQL_Remaining_Delay", null),
        ("Slave_SQL_Running_State", RunningState(state)),
        ("Master_Retry_Count", 86_400UL),
        ("Master_Bind", string.Empty),
        ("Last_IO_Error_Timestamp", string.Empty),
        ("Last_SQL_Error_Timestamp", string.Empty),
        ("Master_SSL_Crl", string.Empty),
        ("Master_SSL_Crlpath", string.Empty),
        ("Retrieved_Gtid_Set", state.UsesGtid ? GtidText.ExecutedSet(instance, now) : string.Empty),
        ("Executed_Gtid_Set", state.UsesGtid ? GtidText.ExecutedSet(instance, now) : string.Empty),
        ("Auto_Position", state.UsesGtid ? 1L : 0L),
        ("Replicate_Rewrite_DB", string.Empty),
        ("Channel_Name", string.Empty),
        ("Master_TLS_Version", string.Empty),
        .. instance.Dialect == SimulatedDialect.MySql57
            ? (IEnumerable<(string, object?)>)[]
            : [("Master_public_key_path", string.Empty), ("Get_master_public_key", 0L), ("Network_Namespace", string.Empty)],
    ];

    private static string RunningState(InstanceState state)
        => ReplicationProgress.SqlThreadRuns(state) ? "Slave has read all relay log; waiting for more updates" : string.Empty;

    private static ReplicationError CannotConnect(ReplicationSource? source) => new(
        2003,
        string.Create(
            CultureInfo.InvariantCulture,
            $"error reconnecting to master '{ReplicationUser}@{source?.Host}:{source?.Port}' - retry-time: 1  maximum-retries: 100000  message: "
            + $"Can't connect to server on '{source?.Host}' (111 \"Connection refused\")"));

    private static string NewName(string name) => name
        .Replace("Master", "Source", StringComparison.Ordinal)
        .Replace("master", "source", StringComparison.Ordinal)
        .Replace("Slave", "Replica", StringComparison.Ordinal);
}
