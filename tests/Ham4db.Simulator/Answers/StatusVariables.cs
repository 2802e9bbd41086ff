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
            ($"Rpl_semi_sync_{source}_clients", "0"),
            ($"Rpl_semi_sync_{source}_status", OnOff(instance, $"rpl_semi_sync_{source}_enabled")),
            ($"Rpl_semi_sync_{replica}_status", OnOff(instance, $"rpl_semi_sync_{replica}_enabled")),
            ("Threads_connected", instance.ConnectionsOpen.ToString(CultureInfo.InvariantCulture)),
            ("Threads_running", "1"),
            ("Uptime", uptime.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static string OnOff(SimulatedInstance instance, string variable) => ServerVariables.Get(instance, variable) is true ? "ON" : "OFF";
}
