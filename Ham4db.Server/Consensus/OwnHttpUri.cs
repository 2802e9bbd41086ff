using System.Globalization;
using System.Net;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus;

/// <summary>The address of this node's HTTP API, as others are told.</summary>
internal static class OwnHttpUri
{
    /// <summary>The configured address, else that of the raft address with the port of the API.</summary>
    public static Uri OfRaftNode(ServerOptions options)
        => options.Http.Advertise ?? Build(HostOf(options.Raft.Advertise), options.Http.ListenPort);

    /// <summary>The configured address, else that which the API listens on; null when that is every address: others could not use it.</summary>
    public static Uri? OfStandalone(HttpOptions options)
        => options.Advertise ?? (IsAny(options.ListenHost) ? null : Build(options.ListenHost, options.ListenPort));

    /// <summary>The configured address, else that which the API listens on; the name of this machine stands for every address.</summary>
    public static Uri OfSharingServer(HttpOptions options)
        => options.Advertise ?? Build(IsAny(options.ListenHost) ? Environment.MachineName : options.ListenHost, options.ListenPort);

    private static bool IsAny(string host) => host is "" or "*" or "+" || (IPAddress.TryParse(host, out var address)
        && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));

    private static string HostOf(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint ip => ip.Address.ToString(),
        DnsEndPoint dns => dns.Host,
        _ => throw new ArgumentException($"{endPoint} is no address of a host.", nameof(endPoint)),
    };

    private static Uri Build(string host, int port)
        => new(string.Create(CultureInfo.InvariantCulture, $"http://{(host.Contains(':') ? $"[{host}]" : host)}:{port}"));
}
