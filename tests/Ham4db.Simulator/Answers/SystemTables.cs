using System.Globalization;
using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Answers;

/// <summary>The system tables that monitoring reads.</summary>
internal static class SystemTables
{
    /// <summary>The rows of a table.</summary>
    /// <param name="instance">The server asked.</param>
    /// <param name="name">Schema and table, lower case.</param>
    /// <exception cref="SqlErrorException">1146: this server does not have it; 1046: no schema was named.</exception>
    public static Table Get(SimulatedInstance instance, string name) => name switch
    {
        "information_schema.processlist" => ProcessList(instance),
        "performance_schema.processlist" when IsMySql8(instance) => ProcessList(instance),
        "information_schema.global_variables" when instance.IsMariaDb => Variables(instance),
        "information_schema.global_status" when instance.IsMariaDb => Status(instance),
        "performance_schema.global_variables" when !instance.IsMariaDb => Variables(instance),
        "performance_schema.global_status" when !instance.IsMariaDb => Status(instance),
        "performance_schema.replication_group_members" when !instance.IsMariaDb => GroupMembers(instance),
        "mysql.slave_master_info" when !instance.IsMariaDb => MasterInfo(instance),
        "dual" => new Table([], [[]]),
        _ when !name.Contains('.', StringComparison.Ordinal) => throw new SqlErrorException(1046, "3D000", "No database selected"),
        _ => throw SqlErrorException.UnknownTable(name),
    };

    /// <summary>SHOW VARIABLES.</summary>
    public static Table Variables(SimulatedInstance instance) => NamesAndValues(ServerVariables.List(instance));

    /// <summary>SHOW STATUS.</summary>
    public static Table Status(SimulatedInstance instance) => NamesAndValues(StatusVariables.List(instance));

    /// <summary>SHOW PROCESSLIST: the binlog dumps of connected replicas, and the connection that asks.</summary>
    public static Table ProcessList(SimulatedInstance instance)
    {
        var dump = instance is { IsMariaDb: false, State.UsesGtid: true } ? "Binlog Dump GTID" : "Binlog Dump";
        var dumps = ReplicationStatus.ConnectedReplicas(instance).Select((replica, i) => (List<object?>)
        [
            1000L + i, "repl", string.Create(CultureInfo.InvariantCulture, $"{replica.Options.ReportHost}:{40_000 + i}"), null, dump,
            1L, "Master has sent all binlog to slave; waiting for more updates", null,
        ]);
        return Table.Of(
            ["ID", "USER", "HOST", "DB", "COMMAND", "TIME", "STATE", "INFO"],
            [.. dumps, [1L, instance.Options.User, "127.0.0.1:39999", null, "Query", 0L, "executing", "show processlist"]]);
    }

    private static bool IsMySql8(SimulatedInstance instance) => instance.Dialect is SimulatedDialect.MySql80 or SimulatedDialect.MySql84;

    private static Table NamesAndValues(IEnumerable<(string Name, string Value)> list)
        => Table.Of(["Variable_name", "Value"], [.. list.Select(variable => (List<object?>)[variable.Name, variable.Value])]);

    private static Table GroupMembers(SimulatedInstance instance)
    {
        List<string> columns = ["CHANNEL_NAME", "MEMBER_ID", "MEMBER_HOST", "MEMBER_PORT", "MEMBER_STATE"];
        if (IsMySql8(instance))
        {
            columns.AddRange(["MEMBER_ROLE", "MEMBER_VERSION"]);
        }

        var group = instance.State.Group;
        return Table.Of(columns, [.. (group?.Members ?? []).Select(member => (List<object?>)
        [
            "group_replication_applier", member.ServerUuid, member.Options.ReportHost, (long)member.Port,
            member.Reachability == Reachability.Serving ? "ONLINE" : "UNREACHABLE", member == group!.Primary ? "PRIMARY" : "SECONDARY",
            ServerVersion.Of(member.Dialect),
        ])]);
    }

    private static Table MasterInfo(SimulatedInstance instance) => Table.Of(
        ["Host", "User_name", "User_password", "Port", "Channel_name"],
        instance.State.Source is { } source ? [[source.Host, "repl", "repl", (long)source.Port, string.Empty]] : []);
}
