using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Reads the replicas that a server knows of. Keys are as the server gives them, not resolved.</summary>
internal static class ReplicaListReader
{
    /// <summary>Replicas that registered; one that did so without a host name or port cannot be told and is left out.</summary>
    public static IEnumerable<InstanceKey> FromHosts(ResultTable hosts)
        => hosts.Rows
            .Select(row => new InstanceKey(row.Text("Host").Trim(), (int)(row.Number("Port") ?? 0)))
            .Where(key => key.IsValid);

    /// <summary>Replicas that fetch the binary log. A connection does not tell the port that the replica itself listens on.</summary>
    /// <param name="threads">Rows whose first cell is <c>host:port</c> of a connection.</param>
    /// <param name="assumedPort">The port to assume for every replica: the server's own.</param>
    public static IEnumerable<InstanceKey> FromDumpThreads(ResultTable threads, int assumedPort)
        => threads.Rows
            .Select(row => new InstanceKey(HostOf(row.First ?? string.Empty), assumedPort))
            .Where(key => key.IsValid);

    /// <summary>SQL nodes of an NDB cluster.</summary>
    /// <param name="nodes">Rows whose first cell is <c>mysql://host</c>.</param>
    /// <param name="assumedPort">The port to assume for every node: the server's own.</param>
    public static IEnumerable<InstanceKey> FromNdbNodes(ResultTable nodes, int assumedPort)
        => nodes.Rows
            .Select(row => row.First ?? string.Empty)
            .Select(uri => new InstanceKey(HostOf(uri[(uri.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..]), assumedPort))
            .Where(key => key.IsValid);

    private static string HostOf(string hostAndPort)
    {
        var colon = hostAndPort.LastIndexOf(':');
        return colon > 0 && int.TryParse(hostAndPort.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? hostAndPort[..colon].Trim('[', ']')
            : hostAndPort.Trim();
    }
}
