using System.Reflection;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Who this process is; fixed at start.</summary>
internal sealed class NodeIdentity(ILiveOptions live, ProcessIdentity process)
{
    /// <summary>Version of the server.</summary>
    public static string Version { get; } = ReadVersion();

    /// <summary>Host name of the machine.</summary>
    public string Hostname => process.Hostname;

    /// <summary>Identity of the process; new at each start.</summary>
    public string Token => process.Token;

    /// <summary>When the process came up.</summary>
    public DateTimeOffset StartedAt => process.StartedAt;

    /// <summary>The name that tells this node from its peers: the raft address, else the host name.</summary>
    public string Name { get; } = live.Current.Raft.Enabled
        ? RaftAddress.Text(live.Current.Raft.Advertise)
        : Environment.MachineName;

    private static string ReadVersion()
    {
        var informational = typeof(NodeIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        return informational.Split('+', 2)[0];
    }
}
