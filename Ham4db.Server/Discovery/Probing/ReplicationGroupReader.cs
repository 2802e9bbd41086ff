using Ham4db.Client.Contract;
using Ham4db.Server.Managed;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Reads the members of a replication group as one of them sees it.</summary>
internal static class ReplicationGroupReader
{
    /// <summary>Reads rows of <see cref="ProbeStatements.Group"/>; keys are as the group gives them, not resolved.</summary>
    /// <param name="members">The members that are not offline.</param>
    /// <param name="ownUuid">The server_uuid of the server that was asked.</param>
    /// <returns>An empty group when the server is in none, or in one with several primaries, which is not followed.</returns>
    public static ReplicationGroup Read(ResultTable members, string ownUuid)
    {
        var group = new ReplicationGroup();
        List<InstanceKey> others = [];
        foreach (var row in members.Rows)
        {
            if (!row.Flag("single_primary"))
            {
                return new ReplicationGroup();
            }

            var key = new InstanceKey(row.Text("member_host"), (int)(row.Number("member_port") ?? 0));
            var role = row.Text("member_role");
            if (role == "PRIMARY")
            {
                group = group with { PrimaryKey = key };
            }

            if (row.Text("member_id") == ownUuid)
            {
                group = group with
                {
                    Name = row.Text("group_name"), IsSinglePrimary = true, MemberRole = role, MemberState = row.Text("member_state"),
                };
            }
            else if (key.IsValid)
            {
                others.Add(key);
            }
        }

        others.Sort();
        return group with { Members = [.. others.Distinct()] };
    }
}
