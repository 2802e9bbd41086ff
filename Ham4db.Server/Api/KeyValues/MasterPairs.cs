using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Api.KeyValues;

/// <summary>What the key-value store says of a cluster's master. Pure.</summary>
internal static class MasterPairs
{
    /// <summary>The pairs of one cluster.</summary>
    /// <param name="prefix">What every key begins with, up to a slash.</param>
    /// <param name="alias">The cluster's alias.</param>
    /// <param name="master">Its writeable master.</param>
    /// <param name="addresses">The master's addresses; null when they cannot be found out, and what is stored of them stays.</param>
    public static IEnumerable<KVPair> Of(string prefix, string alias, InstanceKey master, FoundAddresses? addresses)
    {
        var root = prefix + alias;
        List<KVPair> pairs =
        [
            new() { Key = root, Value = master.ToString() },
            new() { Key = $"{root}/hostname", Value = master.Hostname },
            new() { Key = $"{root}/port", Value = master.Port.ToString(CultureInfo.InvariantCulture) },
        ];
        if (addresses is not null)
        {
            pairs.Add(new KVPair { Key = $"{root}/ipv4", Value = addresses.IPv4 });
            pairs.Add(new KVPair { Key = $"{root}/ipv6", Value = addresses.IPv6 });
        }

        return pairs;
    }
}
