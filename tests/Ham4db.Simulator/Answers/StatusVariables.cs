using System.Globalization;

namespace Ham4db.Simulator.Answers;

/// <summary>Status variables (SHOW GLOBAL STATUS).</summary>
internal static class StatusVariables
{
    public static IEnumerable<(string Name, string Value)> List(SimulatedInstance instance)
    {
        var (source, replica) = instance.Dialect == SimulatedDialect.MySql84 ? ("source", "replica") : ("master", "slave");
        var uptime = (long)(instance.Now - instance.State.StartedAt).TotalSeconds;
        return
        [
            .. SemiSync(instance, source, replica),
            ("Threads_connected", instance.ConnectionsOpen.ToString(CultureInfo.InvariantCulture)),
            ("Threads_running", "1"),
            ("Uptime", uptime.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>The status of semi-synchronous replication; a server without its variables, whose plugin is not there, has none.</summary>
    private static IEnumerable<(string Name, string Value)> SemiSync(SimulatedInstance instance, string source, string replica)
    {
        var variables = ServerVariables.List(instance).ToDictionary();
        if (variables.TryGetValue($"rpl_semi_sync_{source}_enabled", out var sourceEnabled))
        {
            yield return ($"Rpl_semi_sync_{source}_clients", "0");
            yield return ($"Rpl_semi_sync_{source}_status", sourceEnabled);
        }

        if (variables.TryGetValue($"rpl_semi_sync_{replica}_enabled", out var replicaEnabled))
        {
            yield return ($"Rpl_semi_sync_{replica}_status", replicaEnabled);
        }
    }
}
