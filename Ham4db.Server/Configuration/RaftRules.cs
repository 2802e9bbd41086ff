using System.Collections.Immutable;
using System.Net;

namespace Ham4db.Server.Configuration;

/// <summary>The rules between the keys of raft.</summary>
internal sealed class RaftRules(SettingValues values, Func<string, IPAddress?> resolve, ICollection<string> warnings)
{
    /// <summary>Derives the options of raft; without <c>RaftEnabled</c> the addresses are not looked at.</summary>
    /// <exception cref="ConfigurationException">The keys contradict each other, or one is missing.</exception>
    public RaftOptions Apply(ConfigurationDraft draft)
    {
        var raft = draft.Options.Raft;
        if (!raft.Enabled)
        {
            WarnOfSwitchedOff(draft);
            return raft;
        }

        if (raft.DataDirectory.Length == 0)
        {
            throw values.Refused("RaftEnabled", "RaftDataDir must name a directory for the raft log");
        }

        RefuseHalfTls(raft);
        var bindsTo = Read("RaftBind", draft.RaftBind, draft.DefaultRaftPort);
        var advertise = draft.RaftAdvertise.Trim().Length == 0 ? bindsTo : Read("RaftAdvertise", draft.RaftAdvertise, draft.DefaultRaftPort);
        if (RaftAddresses.IsAny(advertise))
        {
            throw values.Refused(
                draft.RaftAdvertise.Trim().Length == 0 ? "RaftBind" : "RaftAdvertise",
                "peers cannot connect to it; set RaftAdvertise to the address that they reach this node by");
        }

        var bind = ToAddress(bindsTo);
        RefuseSharedPort(bind, draft.Options.Http);
        var join = Join(draft.RaftJoin.Trim());
        var listed = ReadNodes(draft);
        if (draft.Options.Http.ListenPort == 0 && draft.HttpAdvertise.Length == 0 && (listed.Length > 1 || join is not null))
        {
            throw values.Refused("ListenAddress", "the other members must know the port; give one, or set HTTPAdvertise");
        }

        return raft with
        {
            Bind = bind,
            Advertise = advertise,
            Nodes = !listed.IsEmpty ? Members(listed, advertise) : join is null ? [advertise] : [],
            HasOwnList = !listed.IsEmpty,
            Join = join,
            DefaultPort = draft.DefaultRaftPort,
        };
    }

    // Without the switch each of them runs alone, and leads. Who wrote false meant it.
    private void WarnOfSwitchedOff(ConfigurationDraft draft)
    {
        if ((draft.RaftNodes.Length > 1 || draft.RaftJoin.Length > 0) && values.Find("RaftEnabled") is null)
        {
            warnings.Add($"{(draft.RaftNodes.Length > 1 ? "RaftNodes" : "RaftJoin")} is set and RaftEnabled is not: this node runs without the others; set RaftEnabled to true, or to false if that is meant");
        }
    }

    // Whichever listens second would be refused, and blame another program.
    private void RefuseSharedPort(IPEndPoint bind, HttpOptions http)
    {
        var isEverywhere = http.ListenHost is "" or "*" or "+" || RaftAddresses.IsAny(bind);
        if (bind.Port == http.ListenPort && (isEverywhere || (IPAddress.TryParse(http.ListenHost, out var listens) && (listens.Equals(bind.Address) || RaftAddresses.IsAny(new IPEndPoint(listens, 0))))))
        {
            throw values.Refused("RaftBind", $"ListenAddress has the port {bind.Port} already; raft needs another");
        }
    }

    private Uri? Join(string address)
        => address.Length == 0 ? null
            : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query.Length: 0, UserInfo.Length: 0 } ? uri
            : throw values.Refused("RaftJoin", "expected the base address of a member's HTTP API, for example http://10.0.0.1:3000, without a user: that is HTTPAuthUser");

    // Going on without TLS when somebody wanted it would open the port to everyone.
    private void RefuseHalfTls(RaftOptions raft)
    {
        (string Key, string File)[] files =
            [(RaftSettings.TlsCertFile, raft.TlsCertFile), (RaftSettings.TlsKeyFile, raft.TlsKeyFile), (RaftSettings.TlsCaFile, raft.TlsCaFile)];
        var missing = files.Where(file => file.File.Length == 0).Select(file => file.Key).ToList();
        if (missing.Count is 1 or 2)
        {
            throw values.Refused(
                files.First(file => file.File.Length > 0).Key,
                $"{string.Join(" and ", missing)} must name a file as well; set all three for TLS between the nodes, or none");
        }
    }

    private ImmutableArray<EndPoint> Members(ImmutableArray<EndPoint> nodes, EndPoint self)
    {
        if (nodes.GroupBy(node => node).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw values.Refused("RaftNodes", $"{RaftAddresses.Write(twice.Key)} is in it more than once; list every member once");
        }

        if (nodes.FirstOrDefault(RaftAddresses.IsAny) is { } any)
        {
            throw values.Refused("RaftNodes", $"nobody can connect to {RaftAddresses.Write(any)}; list every member by the address that the others reach it by");
        }

        if (!nodes.Contains(self))
        {
            throw values.Refused(
                "RaftNodes", $"this node, {RaftAddresses.Write(self)}, is not in it; the list must hold every member as its RaftAdvertise (or RaftBind) says, the same on each node");
        }

        if (nodes.Length % 2 == 0)
        {
            warnings.Add(
                $"RaftNodes has {nodes.Length} members: {nodes.Length} tolerate no more failures than {nodes.Length - 1}, and both halves of a split are without a leader; use 1, 3 or 5");
        }

        return nodes;
    }

    private ImmutableArray<EndPoint> ReadNodes(ConfigurationDraft draft)
    {
        try
        {
            return RaftAddresses.ReadAll(draft.RaftNodes, draft.DefaultRaftPort);
        }
        catch (FormatException exception)
        {
            throw values.Refused("RaftNodes", exception.Message);
        }
    }

    private EndPoint Read(string key, string text, int defaultPort)
    {
        try
        {
            return RaftAddresses.Read(text, defaultPort);
        }
        catch (FormatException exception)
        {
            throw values.Refused(key, exception.Message);
        }
    }

    private IPEndPoint ToAddress(EndPoint bindsTo)
        => bindsTo is IPEndPoint address ? address
            : bindsTo is DnsEndPoint name && resolve(name.Host) is { } found ? new IPEndPoint(found, name.Port)
            : throw values.Refused("RaftBind", "the host name cannot be resolved; give the IP address to listen on");
}
