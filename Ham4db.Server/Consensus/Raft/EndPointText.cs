using System.Globalization;
using System.Net;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Raft addresses as the API shows them.</summary>
internal static class EndPointText
{
    /// <summary><c>host:port</c>; an IPv6 address in brackets.</summary>
    public static string ToText(this EndPoint endPoint) => endPoint switch
    {
        DnsEndPoint dns => string.Create(CultureInfo.InvariantCulture, $"{dns.Host}:{dns.Port}"),
        _ => endPoint.ToString() ?? string.Empty,
    };

    /// <summary>Several, separated by commas.</summary>
    public static string Join(IEnumerable<EndPoint> endPoints) => string.Join(", ", endPoints.Select(ToText));
}
