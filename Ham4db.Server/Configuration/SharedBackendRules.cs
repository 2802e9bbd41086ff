using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The rules between the keys of servers that share a backend database.</summary>
internal sealed class SharedBackendRules(SettingValues values, ICollection<string> warnings)
{
    /// <summary>Looks at <c>HaPeers</c>, beside what else is configured.</summary>
    /// <exception cref="ConfigurationException">They cannot be what was meant.</exception>
    public SharedBackendOptions Apply(ServerOptions options)
    {
        var peers = options.SharedBackend.Peers;
        if (peers.IsEmpty)
        {
            return options.SharedBackend;
        }

        // Whoever sets them counts on them; where nobody asks them, two could lead and none would say so.
        if (!options.SharesBackend)
        {
            throw Refused(options.Raft.Enabled
                ? "with RaftEnabled the members of RaftNodes choose the leader, and nobody asks HaPeers; remove one of the two keys"
                : $"servers share a MySQL or MariaDB database, and this one has a file of its own; set {BackendSettings.MySqlHost}, or remove HaPeers");
        }

        RefuseWrongNames(peers, options.Http);
        if (peers.Length % 2 != 0)
        {
            var servers = peers.Length + 1;
            warnings.Add($"HaPeers makes {servers} servers with this one: {servers} tolerate no more failures than {peers.Length}{(servers == 2 ? ", which is none" : string.Empty)}; use 3 or 5");
        }

        return options.SharedBackend;
    }

    // Each adds to the majority that is needed, and no vote.
    private void RefuseWrongNames(ImmutableArray<Uri> peers, HttpOptions http)
    {
        if (peers.GroupBy(peer => peer).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw Refused($"{twice.Key} is in it more than once; list every other server once");
        }

        if (peers.FirstOrDefault(peer => IsSelf(peer, http)) is { } self)
        {
            throw Refused($"{self} is this server; list the others alone");
        }
    }

    private static bool IsSelf(Uri peer, HttpOptions http)
        => http.Advertise is { } own
            ? peer.Authority == own.Authority
            : peer.Port == http.ListenPort && peer.Host.Trim('[', ']') == http.ListenHost;

    private ConfigurationException Refused(string why) => values.Refused("HaPeers", why);
}
