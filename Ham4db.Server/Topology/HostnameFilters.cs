using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Topology;

/// <summary>A list of host name filters, prepared for many uses: an IP address must equal the host, anything else is a pattern on <c>host:port</c>.</summary>
internal sealed class HostnameFilters
{
    private readonly ImmutableHashSet<string> _addresses;
    private readonly ImmutableArray<Regex> _patterns;

    private HostnameFilters(ImmutableHashSet<string> addresses, ImmutableArray<Regex> patterns)
    {
        _addresses = addresses;
        _patterns = patterns;
    }

    /// <summary>No filter: nothing matches.</summary>
    public static HostnameFilters None { get; } = Of([]);

    /// <summary>Prepares <paramref name="filters"/>; empty entries are left out.</summary>
    /// <exception cref="FormatException">An entry is no regular expression.</exception>
    public static HostnameFilters Of(ImmutableArray<string> filters)
    {
        var byKind = filters.Where(filter => filter.Length > 0).ToLookup(filter => IPAddress.TryParse(filter, out _));
        return new HostnameFilters(byKind[true].ToImmutableHashSet(StringComparer.Ordinal), [.. byKind[false].Select(NamePattern.Compile)]);
    }

    /// <summary>Whether any entry matches <paramref name="key"/>.</summary>
    public bool Match(InstanceKey key)
        => _addresses.Contains(key.Hostname) || _patterns.Any(pattern => pattern.IsMatch(key.ToString()));
}
