using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>The identity of a database server: host name and TCP port. Equality and order compare just these two.</summary>
/// <param name="Hostname">
/// Host name or IP address, without brackets. Empty or <c>_</c> means "no instance"; a name that begins with <c>//</c> is a
/// detached master, which is shown but never connected to.
/// </param>
/// <param name="Port">TCP port, 1 to 65535; 0 means "no instance".</param>
public readonly record struct InstanceKey(string Hostname, int Port) : IComparable<InstanceKey>
{
    /// <summary>The prefix that marks a master host as detached: reversible, and impossible to connect to.</summary>
    public const string DetachedPrefix = "//";

    private readonly string? _hostname = Hostname;

    /// <summary>The absent instance: empty host name, port 0. This is what a master has as its master.</summary>
    public static InstanceKey None { get; } = new(string.Empty, 0);

    /// <summary>Host name or IP address; empty for the absent instance, never null.</summary>
    [JsonPropertyOrder(-1)]
    public string Hostname
    {
        get => _hostname ?? string.Empty;
        init => _hostname = value;
    }

    /// <summary>Whether the host carries the detached mark.</summary>
    [JsonIgnore]
    public bool IsDetached => Hostname.StartsWith(DetachedPrefix, StringComparison.Ordinal);

    /// <summary>Whether this names a server that can be connected to.</summary>
    [JsonIgnore]
    public bool IsValid => Hostname.Length > 0 && Hostname != "_" && !IsDetached && Port is > 0 and <= 65535;

    /// <summary>Reads <c>host:port</c>, <c>host</c>, <c>[ipv6]:port</c>, <c>[ipv6]</c> or a bare IPv6 address.</summary>
    /// <param name="text">The text; surrounding white space is ignored.</param>
    /// <param name="defaultPort">The port of a text that gives none, 1 to 65535.</param>
    /// <param name="key">The key read; <see cref="None"/> when the text cannot be read.</param>
    /// <returns>False when the host is empty or the port is not a number from 1 to 65535.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, int defaultPort, out InstanceKey key)
    {
        key = None;
        var trimmed = text?.Trim() ?? string.Empty;
        if (trimmed.Length == 0)
        {
            return false;
        }

        var (host, port) = Split(trimmed);
        if (host.Length == 0 || host.Contains('/') && !host.StartsWith(DetachedPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        if (port is null)
        {
            key = new InstanceKey(host, defaultPort);
            return true;
        }

        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
        {
            return false;
        }

        key = new InstanceKey(host, number);
        return true;
    }

    /// <summary>Orders by host name (ordinal), then by port.</summary>
    public int CompareTo(InstanceKey other)
    {
        var byHost = string.CompareOrdinal(Hostname, other.Hostname);
        return byHost != 0 ? byHost : Port.CompareTo(other.Port);
    }

    /// <summary>Whether both name the same host and port.</summary>
    public bool Equals(InstanceKey other) => Port == other.Port && string.Equals(Hostname, other.Hostname, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Hostname, Port);

    /// <summary><c>host:port</c>; an IPv6 address as <c>[address]:port</c>.</summary>
    public override string ToString()
        => Hostname.Contains(':') && !IsDetached
            ? string.Create(CultureInfo.InvariantCulture, $"[{Hostname}]:{Port}")
            : string.Create(CultureInfo.InvariantCulture, $"{Hostname}:{Port}");

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(InstanceKey left, InstanceKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(InstanceKey left, InstanceKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after <paramref name="right"/>.</summary>
    public static bool operator <=(InstanceKey left, InstanceKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>.</summary>
    public static bool operator >=(InstanceKey left, InstanceKey right) => left.CompareTo(right) >= 0;

    private static (string Host, string? Port) Split(string text)
    {
        if (text[0] == '[')
        {
            var close = text.IndexOf(']');
            if (close < 0)
            {
                return (string.Empty, null);
            }

            var rest = text[(close + 1)..];
            return rest switch
            {
                "" => (text[1..close], null),
                [':', ..] => (text[1..close], rest[1..]),
                _ => (string.Empty, null),
            };
        }

        var colon = text.IndexOf(':');
        return colon < 0 || text.IndexOf(':', colon + 1) >= 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }
}
