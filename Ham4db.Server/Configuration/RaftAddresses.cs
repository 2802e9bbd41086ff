using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Ham4db.Server.Configuration;

/// <summary>Raft addresses as they stand in a file.</summary>
internal static class RaftAddresses
{
    /// <summary>Reads <c>host[:port]</c>; an IP address is written in its normal form, a host name stays one.</summary>
    /// <exception cref="FormatException">It is no such address; the message says what is expected.</exception>
    public static EndPoint Read(string text, int defaultPort)
    {
        var (host, port) = Split(text.Trim(), defaultPort);
        return IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port)
            : Uri.CheckHostName(host) == UriHostNameType.Dns ? new DnsEndPoint(host, port)
            : throw Unexpected();
    }

    /// <summary>Reads all of <paramref name="texts"/> that are not blank.</summary>
    /// <exception cref="FormatException">One is no such address.</exception>
    public static ImmutableArray<EndPoint> ReadAll(IEnumerable<string> texts, int defaultPort)
        => [.. texts.Where(text => text.Trim().Length > 0).Select(text => Read(text, defaultPort))];

    /// <summary><c>host:port</c>.</summary>
    public static string Write(EndPoint address)
        => address is DnsEndPoint name ? string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}") : address.ToString()!;

    private static (string Host, int Port) Split(string text, int defaultPort)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon >= 0 && (text.IndexOf(':') == colon || text[colon - 1] == ']');
        var host = (hasPort ? text[..colon] : text).TrimStart('[').TrimEnd(']');
        return !hasPort ? (host, defaultPort)
            : int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? (host, port)
            : throw Unexpected();
    }

    private static FormatException Unexpected() => new("expected host:port or host, for example 10.0.0.1:10008, with a port from 1 to 65535");
}
