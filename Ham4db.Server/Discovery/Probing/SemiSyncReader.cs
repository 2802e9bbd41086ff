using Ham4db.Server.Managed;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Reads semi-synchronous replication from variables and status, whichever of the two namings the loaded plugins have.</summary>
internal static class SemiSyncReader
{
    private const string Prefix = "rpl_semi_sync_";

    /// <summary>Reads rows of name and value; rows of other names are passed over.</summary>
    public static SemiSync Read(ResultTable variables, ResultTable status)
    {
        var masterEnabled = Find(variables, "master_enabled", "source_enabled");
        var replicaEnabled = Find(variables, "slave_enabled", "replica_enabled");
        return new SemiSync
        {
            Available = masterEnabled is not null && replicaEnabled is not null,
            MasterEnabled = ResultRow.IsOn(masterEnabled),
            ReplicaEnabled = ResultRow.IsOn(replicaEnabled),
            MasterTimeoutMilliseconds = ResultRow.ToNumber(Find(variables, "master_timeout", "source_timeout")) ?? 0,
            MasterWaitForReplicaCount
                = ResultRow.ToNumber(Find(variables, "master_wait_for_slave_count", "source_wait_for_replica_count")) ?? 0,
            MasterStatus = ResultRow.IsOn(Find(status, "master_status", "source_status")),
            MasterClients = ResultRow.ToNumber(Find(status, "master_clients", "source_clients")) ?? 0,
            ReplicaStatus = ResultRow.IsOn(Find(status, "slave_status", "replica_status")),
        };
    }

    private static string? Find(ResultTable table, string older, string newer)
    {
        for (var i = 0; i < table.Count; i++)
        {
            var name = table[i].First;
            if (name is not null
                && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && name.AsSpan(Prefix.Length) is var rest
                && (rest.Equals(older, StringComparison.OrdinalIgnoreCase) || rest.Equals(newer, StringComparison.OrdinalIgnoreCase)))
            {
                return table[i].Cell("Value");
            }
        }

        return null;
    }
}
