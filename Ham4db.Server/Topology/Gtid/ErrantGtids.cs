namespace Ham4db.Server.Topology.Gtid;

/// <summary>Transactions that a replica committed on its own.</summary>
internal static class ErrantGtids
{
    /// <summary>The transactions of <paramref name="replica"/> that did not come through its ancestors and that its parent has not.</summary>
    /// <param name="replica">The replica, its ancestry set already.</param>
    /// <param name="parent">The instance it gets its changes from.</param>
    /// <returns>
    /// A GTID set; empty when there are none, and when either server's set is empty or cannot be read, for then nothing can be said.
    /// </returns>
    public static string Find(Instance replica, Instance parent)
    {
        if (replica.ExecutedGtidSet.Length == 0 || parent.ExecutedGtidSet.Length == 0
            || !GtidSet.TryParse(replica.ExecutedGtidSet, out var own)
            || !GtidSet.TryParse(parent.ExecutedGtidSet, out var above))
        {
            return string.Empty;
        }

        // What an ancestor committed is legitimate even when the parent was not probed since. A co-master's own writes are too.
        var suspicious = replica.AncestryUuid
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Where(uuid => uuid != replica.ServerUuid || replica.IsCoMaster)
            .Aggregate(own, (rest, uuid) => rest.Without(uuid));
        return suspicious.IsEmpty ? string.Empty : suspicious.Subtract(above.Without(replica.MasterUuid)).ToString();
    }
}
