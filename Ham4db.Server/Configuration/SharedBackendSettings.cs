using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Ham4db.Server.Configuration;

/// <summary>The keys of servers that share a backend database. None of them changes while a server runs.</summary>
internal static partial class SharedBackendSettings
{
    private const int ShortestLease = 1, LongestLease = 60;

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Of("ActiveNodeExpireSeconds", SettingKinds.Seconds(ShortestLease, LongestLease), "5", "Lease of the leader of a shared backend: how long it may fail to renew before another server leads; the same on all servers", (shared, value) => shared with { Lease = value }),
        Of("HaPeers", SettingKinds.List, "", "Base addresses of the other servers that share the backend, `http://host:port`: with them, a server leads only while a majority of all servers supports it, so that two never lead even when they see different databases", (shared, value) => shared with { Peers = [.. value.Where(peer => peer.Length > 0).Select(Peer)] }),
    ];

    private static Uri Peer(string address)
        => PeerForm().IsMatch(address) && Uri.TryCreate(address.TrimEnd('/'), UriKind.Absolute, out var uri)
            ? uri
            : throw new FormatException($"\"{UserInfo.Hide(address)}\" is no base address of a server; expected http://host:port, with the URLPrefix if there is one");

    private static SettingOf<T> Of<T>(string key, SettingKind<T> kind, string defaultText, string meaning, Func<SharedBackendOptions, T, SharedBackendOptions> apply)
        where T : notnull
        => new(key, kind, defaultText, meaning, (draft, value) => draft with { Options = draft.Options with { SharedBackend = apply(draft.Options.SharedBackend, value) } }) { IsReloadable = false };

    [GeneratedRegex(@"^https?://(\[[0-9A-Fa-f:.]+\]|[^/:@?#\[\]]+)(:[0-9]+)?(/[^?#]*)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PeerForm();
}
