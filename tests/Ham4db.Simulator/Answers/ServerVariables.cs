using System.Collections.Frozen;
using Ham4db.Simulator.Model;
using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Answers;

/// <summary>System variables by dialect. A bool is 1 or 0 in a SELECT, and ON or OFF in SHOW VARIABLES.</summary>
internal static class ServerVariables
{
    private delegate object Value(SimulatedInstance instance, InstanceState state);

    private static readonly Dictionary<string, Value> Common = new()
    {
        ["autocommit"] = (_, _) => true,
        ["binlog_format"] = (_, _) => "ROW",
        ["binlog_row_image"] = (_, _) => "FULL",
        ["character_set_server"] = (_, _) => "utf8mb4",
        ["collation_server"] = (_, _) => "utf8mb4_general_ci",
        ["hostname"] = (instance, _) => instance.Options.Hostname,
        ["innodb_flush_log_at_trx_commit"] = (_, _) => 1L,
        ["log_bin"] = (_, state) => state.LogBin,
        ["log_slave_updates"] = (_, state) => state.LogBin,
        ["lower_case_table_names"] = (_, _) => 0L,
        ["max_allowed_packet"] = (_, _) => 16_777_216L,
        ["max_connections"] = (_, _) => 151L,
        ["net_read_timeout"] = (_, _) => 30L,
        ["net_write_timeout"] = (_, _) => 60L,
        ["performance_schema"] = (instance, _) => !instance.IsMariaDb,
        ["port"] = (instance, _) => (long)instance.Port,
        ["read_only"] = (_, state) => state.ReadOnly,
        ["report_host"] = (instance, _) => instance.Options.ReportHost,
        ["report_port"] = (instance, _) => (long)instance.Port,
        ["server_id"] = (instance, _) => (long)instance.ServerId,
        ["slave_net_timeout"] = (_, _) => 60L,
        ["sql_mode"] = (_, _) => "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION",
        ["sync_binlog"] = (_, _) => 1L,
        ["time_zone"] = (_, _) => "SYSTEM",
        ["version"] = (instance, _) => ServerVersion.Of(instance.Dialect),
        ["version_comment"] = (instance, _) => ServerVersion.Comment(instance.Dialect),
        ["wait_timeout"] = (_, _) => 28_800L,
    };

    private static readonly Dictionary<string, Value> MariaDb = new()
    {
        ["gtid_domain_id"] = (_, _) => 0L,
        ["gtid_binlog_pos"] = (instance, _) => GtidText.Position(instance, instance.Now),
        ["gtid_binlog_state"] = (instance, _) => GtidText.Position(instance, instance.Now),
        ["gtid_current_pos"] = (instance, _) => GtidText.Position(instance, instance.Now),
        ["gtid_slave_pos"] = (instance, state) => state.Source is null ? string.Empty : GtidText.Position(instance, instance.Now),
        ["gtid_strict_mode"] = (_, _) => false,
        ["slave_parallel_mode"] = (_, _) => "optimistic",
        ["wsrep_on"] = (_, _) => false,
    };

    private static readonly Dictionary<string, Value> MySql = new()
    {
        ["enforce_gtid_consistency"] = (_, state) => state.UsesGtid ? "ON" : "OFF",
        ["gtid_executed"] = (instance, state) => state.UsesGtid ? GtidText.ExecutedSet(instance, instance.Now) : string.Empty,
        ["gtid_mode"] = (_, state) => state.UsesGtid ? "ON" : "OFF",
        ["gtid_purged"] = (_, _) => string.Empty,
        ["offline_mode"] = (_, _) => false,
        ["server_uuid"] = (instance, _) => instance.ServerUuid,
        ["super_read_only"] = (_, state) => state.ReadOnly,
    };

    private static readonly Dictionary<string, Value> NewWords = new()
    {
        ["log_replica_updates"] = Common["log_slave_updates"],
        ["replica_net_timeout"] = Common["slave_net_timeout"],
    };

    private static readonly Dictionary<string, Value> Repositories = new()
    {
        ["master_info_repository"] = (_, _) => "TABLE",
        ["relay_log_info_repository"] = (_, _) => "TABLE",
    };

    private static readonly FrozenDictionary<SimulatedDialect, FrozenDictionary<string, Value>> ByDialect =
        new Dictionary<SimulatedDialect, FrozenDictionary<string, Value>>
        {
            [SimulatedDialect.MariaDb1011] = Merge(Common, MariaDb, SemiSync("master", "slave", waitCount: false)),
            [SimulatedDialect.MySql57] = Merge(Common, MySql, Repositories, SemiSync("master", "slave", waitCount: true)),
            [SimulatedDialect.MySql80] = Merge(Common, MySql, Repositories, NewWords, SemiSync("master", "slave", waitCount: true)),
            [SimulatedDialect.MySql84] = Merge(Common, MySql, NewWords, SemiSync("source", "replica", waitCount: true)),
        }.ToFrozenDictionary();

    /// <summary>One variable.</summary>
    /// <param name="instance">The server asked.</param>
    /// <param name="name">Its name with or without scope.</param>
    /// <exception cref="SqlErrorException">1193: the server does not have it.</exception>
    public static object Get(SimulatedInstance instance, string name)
    {
        var bare = name[(name.LastIndexOf('.') + 1)..];
        var state = instance.State;
        if (state.Variables.TryGetValue(bare, out var set))
        {
            return set ?? throw SqlErrorException.UnknownVariable(bare);
        }

        if (ByDialect[instance.Dialect].TryGetValue(bare, out var value))
        {
            return value(instance, state);
        }

        return OfGroup(state).TryGetValue(bare, out var ofGroup) ? ofGroup : throw SqlErrorException.UnknownVariable(bare);
    }

    /// <summary>All variables by name, truths written as ON and OFF.</summary>
    public static IEnumerable<(string Name, string Value)> List(SimulatedInstance instance)
    {
        var state = instance.State;
        return ByDialect[instance.Dialect].Keys.Concat(state.Variables.Keys).Concat(OfGroup(state).Keys)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !state.Variables.TryGetValue(name, out var set) || set is not null)
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Get(instance, name) switch
            {
                bool truth => truth ? "ON" : "OFF",
                var value => Operators.Text(value),
            }));
    }

    private static Dictionary<string, object> OfGroup(InstanceState state) => state.Group is not { } group ? [] : new()
    {
        ["group_replication_group_name"] = group.Name,
        ["group_replication_single_primary_mode"] = true,
    };

    private static Dictionary<string, Value> SemiSync(string source, string replica, bool waitCount)
    {
        var variables = new Dictionary<string, Value>
        {
            [$"rpl_semi_sync_{source}_enabled"] = (_, _) => false,
            [$"rpl_semi_sync_{source}_timeout"] = (_, _) => 10_000L,
            [$"rpl_semi_sync_{source}_wait_point"] = (_, _) => waitCount ? "AFTER_SYNC" : "AFTER_COMMIT",
            [$"rpl_semi_sync_{replica}_enabled"] = (_, _) => false,
        };
        if (waitCount)
        {
            variables[$"rpl_semi_sync_{source}_wait_for_{replica}_count"] = (_, _) => 1L;
        }

        return variables;
    }

    private static FrozenDictionary<string, Value> Merge(params IEnumerable<Dictionary<string, Value>> parts)
        => parts.SelectMany(part => part).ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
}
