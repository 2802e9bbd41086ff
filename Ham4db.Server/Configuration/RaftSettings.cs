using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The keys of the raft cluster. None of them changes while a node runs.</summary>
internal static class RaftSettings
{
    /// <summary>The keys of mutual TLS between the nodes.</summary>
    public const string TlsCertFile = "RaftTlsCertFile", TlsKeyFile = "RaftTlsKeyFile", TlsCaFile = "RaftTlsCaFile";

    /// <summary>Shortest and longest lower bound of the election timeout, in milliseconds.</summary>
    private const int ShortestElection = 150, LongestElection = 60_000;

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Of("RaftEnabled", SettingKinds.Flag, "false", "Run in a raft cluster", (draft, value) => draft.WithRaft(raft => raft with { Enabled = value })),
        Of("RaftBind", SettingKinds.Text, "127.0.0.1:10008", "`address[:port]` to listen on for raft", (draft, value) => draft with { RaftBind = value }),
        Of("RaftAdvertise", SettingKinds.Text, "", "`host[:port]` that peers reach this node by; empty is `RaftBind`", (draft, value) => draft with { RaftAdvertise = value }),
        Of("RaftDataDir", SettingKinds.Text, "", "Directory of the raft log; needed with `RaftEnabled`", (draft, value) => draft.WithRaft(raft => raft with { DataDirectory = value })),
        Of("DefaultRaftPort", SettingKinds.Number(1, 65_535), "10008", "Port of a raft address that gives none", (draft, value) => draft with { DefaultRaftPort = value }),
        Of("RaftNodes", SettingKinds.List, "", "`host[:port]` of all members, this node included, the same on each, at the first start; empty is a cluster of one", (draft, value) => draft with { RaftNodes = value }),
        Of("RaftJoin", SettingKinds.Text, "", "`http://host:port` of the API of any member, which makes this node one when `RaftDataDir` is empty; `RaftNodes` need not be set then", (draft, value) => draft with { RaftJoin = value }),
        Of("RaftElectionTimeoutMilliseconds", SettingKinds.Milliseconds(ShortestElection, LongestElection), "300", "Lower bound of the election timeout; the upper bound is twice it. 150 suits a fast local network, 1500 links between data centres", (draft, value) => draft.WithRaft(raft => raft with { ElectionTimeout = value })),
        Of(TlsCertFile, SettingKinds.Text, "", "PEM file with this node's certificate; it, the key and the authority are set on every node, or on none", (draft, value) => draft.WithRaft(raft => raft with { TlsCertFile = value })),
        Of(TlsKeyFile, SettingKinds.Text, "", "PEM file with the certificate's key, not encrypted", (draft, value) => draft.WithRaft(raft => raft with { TlsKeyFile = value })),
        Of(TlsCaFile, SettingKinds.Text, "", "PEM file with the certificate authority of the cluster; whoever has a certificate of it is a member", (draft, value) => draft.WithRaft(raft => raft with { TlsCaFile = value })),
    ];

    private static SettingOf<T> Of<T>(string key, SettingKind<T> kind, string defaultText, string meaning, Func<ConfigurationDraft, T, ConfigurationDraft> apply)
        where T : notnull
        => new(key, kind, defaultText, meaning, apply) { IsReloadable = false };

    private static ConfigurationDraft WithRaft(this ConfigurationDraft draft, Func<RaftOptions, RaftOptions> change)
        => draft with { Options = draft.Options with { Raft = change(draft.Options.Raft) } };
}
