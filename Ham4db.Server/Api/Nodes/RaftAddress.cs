using System.Globalization;
using System.Net;

namespace Ham4db.Server.Api.Nodes;

/// <summary>The text form of a raft address.</summary>
internal static class RaftAddress
{
    /// <summary><c>host:port</c>; an IPv6 address in brackets.</summary>
    public static string Text(EndPoint address) => address switch
    {
        DnsEndPoint dns => string.Create(CultureInfo.InvariantCulture, $"{dns.Host}:{dns.Port}"),
        _ => address.ToString() ?? string.Empty,
    };
}
