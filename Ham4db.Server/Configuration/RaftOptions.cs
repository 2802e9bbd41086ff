using System.Collections.Immutable;
using System.Net;

namespace Ham4db.Server.Configuration;

/// <summary>The raft cluster (keys <c>Raft*</c>).</summary>
public sealed record RaftOptions
{
    /// <summary>Whether the node runs in a raft cluster (<c>RaftEnabled</c>).</summary>
    public bool Enabled { get; init; }

    /// <summary>Address to listen on (<c>RaftBind</c>).</summary>
    public IPEndPoint Bind { get; init; } = new(IPAddress.Loopback, 10008);

    /// <summary>Address that peers use (<c>RaftAdvertise</c>); the same text must stand in every node's list.</summary>
    public EndPoint Advertise { get; init; } = new IPEndPoint(IPAddress.Loopback, 10008);

    /// <summary>Directory of the raft log and member file (<c>RaftDataDir</c>).</summary>
    public string DataDirectory { get; init; } = string.Empty;

    /// <summary>All members of a new cluster, this node included (<c>RaftNodes</c>); empty for a node that joins one. Later the members are those that were kept.</summary>
    public ImmutableArray<EndPoint> Nodes { get; init; } = [];

    /// <summary>Whether <see cref="Nodes"/> was configured, and is not just this node because nothing was.</summary>
    public bool HasOwnList { get; init; } = true;

    /// <summary>Base address of the HTTP API of a member that makes this node one, when it starts empty (<c>RaftJoin</c>); null for none.</summary>
    public Uri? Join { get; init; }

    /// <summary>Port of a raft address that gives none (<c>DefaultRaftPort</c>).</summary>
    /// <value>The default is 10008.</value>
    public int DefaultPort { get; init; } = 10008;

    /// <summary>Lower bound of the election timeout; the upper bound is twice it (<c>RaftElectionTimeoutMilliseconds</c>).</summary>
    /// <value>The default is 300 milliseconds; 150 to 60,000 are accepted.</value>
    public TimeSpan ElectionTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>PEM file with this node's certificate, followed by those between it and the authority (<c>RaftTlsCertFile</c>); empty without TLS.</summary>
    public string TlsCertFile { get; init; } = string.Empty;

    /// <summary>PEM file with the key of <see cref="TlsCertFile"/>, not encrypted (<c>RaftTlsKeyFile</c>); empty without TLS.</summary>
    public string TlsKeyFile { get; init; } = string.Empty;

    /// <summary>PEM file with the authority that every member's certificate is from (<c>RaftTlsCaFile</c>); empty without TLS.</summary>
    public string TlsCaFile { get; init; } = string.Empty;

    /// <summary>Whether the nodes speak mutual TLS with each other; then all three files are set.</summary>
    public bool UsesTls => TlsCertFile.Length > 0;
}
