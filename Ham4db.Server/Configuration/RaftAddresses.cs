using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ham4db.Server.Configuration;

/// <summary>Raft addresses as they stand in a file.</summary>
internal static class RaftAddresses
{
    /// <summary>Reads <c>host[:port]</c>; an IP address is written in its normal form, a host name stays one.</summary>
    /// <exception cref="FormatException">It is no such address; the message says what is expected.</exception>
    public static EndPoint Read(string text, int defaultPort)
    {
        var (host, port) = Split(text.Trim(), defaultPort);
        return IPAddress.TryParse(host, out var address) && IsWhole(host, address) ? new IPEndPoint(address, port)
            : Uri.CheckHostName(host) == UriHostNameType.Dns && host.Any(letter => !char.IsAsciiDigit(letter) && letter != '.') ? new DnsEndPoint(host, port)
            : throw Unexpected();
    }

    /// <summary>Whether no other machine can connect to it: it stands for every address of the one that listens.</summary>
    public static bool IsAny(EndPoint address)
        => address is IPEndPoint { Address: var ip } && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

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

    // To the system 10 is the address 0.0.0.10; to whoever wrote it, a port perhaps.
    private static bool IsWhole(string host, IPAddress address) => address.AddressFamily != AddressFamily.InterNetwork || host.Count(letter => letter == '.') == 3;

    private static FormatException Unexpected() => new("expected host:port or host, for example 10.0.0.1:10008, with a port from 1 to 65535");
}
