namespace Ham4db.Server.Topology.Gtid;

/// <summary>Where transactions come from: the server that first committed them, and the tag it gave them.</summary>
/// <param name="Uuid">Its server_uuid (or a group's name), in lower case.</param>
/// <param name="Tag">The tag, in lower case; empty for transactions without one.</param>
internal readonly record struct GtidSource(string Uuid, string Tag) : IComparable<GtidSource>
{
    /// <summary>Orders by UUID, then by tag, the empty one first.</summary>
    public int CompareTo(GtidSource other)
    {
        var byUuid = string.CompareOrdinal(Uuid, other.Uuid);
        return byUuid != 0 ? byUuid : string.CompareOrdinal(Tag, other.Tag);
    }
}
