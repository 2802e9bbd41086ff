using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The keys about reaching the managed servers.</summary>
internal static class ManagedSettings
{
    private const int LongestTimeout = 86_400;

    /// <summary>Name of the key with the file of credentials.</summary>
    public const string CredentialsFile = "MySQLTopologyCredentialsConfigFile";

    /// <summary>Name of the key with the user.</summary>
    public const string User = "MySQLTopologyUser";

    /// <summary>Name of the key with the password.</summary>
    public const string Password = "MySQLTopologyPassword";

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Of(User, SettingKinds.Text, "", "User on the managed servers", (managed, value) => managed with { User = value }),
        Of(Password, SettingKinds.Secret, "", "Password of that user; `${NAME}` takes it from the environment variable `NAME`", (managed, value) => managed with { Password = value }),
        new SettingOf<string>(CredentialsFile, SettingKinds.Text, "", "File in the style of `my.cnf` whose `[client]` section has `user` and `password`, instead of the two keys", (draft, value) => draft with { CredentialsFile = value }),
        Of("DefaultInstancePort", SettingKinds.Number(1, 65_535), "3306", "Port of an instance given without one", (managed, value) => managed with { DefaultPort = value }),
        Of("MySQLConnectTimeoutSeconds", SettingKinds.Seconds(1, LongestTimeout), "2", "Bounds connecting", (managed, value) => managed with { ConnectTimeout = value }, "ConnectTimeoutSeconds"),
        Of("MySQLDiscoveryReadTimeoutSeconds", SettingKinds.Seconds(1, LongestTimeout), "10", "Bounds each statement of a probe", (managed, value) => managed with { ProbeReadTimeout = value }),
        Of("MySQLTopologyReadTimeoutSeconds", SettingKinds.Seconds(1, LongestTimeout), "600", "Bounds every other statement", (managed, value) => managed with { ReadTimeout = value }),
        Of("MySQLTopologyUseMutualTLS", SettingKinds.Flag, "false", "Always use TLS, with the certificate and key below", (managed, value) => managed with { UseMutualTls = value }),
        Of("MySQLTopologyUseMixedTLS", SettingKinds.Flag, "true", "Use TLS where the server offers it", (managed, value) => managed with { UseMixedTls = value }),
        Fixed("MySQLTopologySSLSkipVerify", SettingKinds.Flag, "false", "Skip verification of the server's certificate", (managed, value) => managed with { TlsSkipVerify = value }),
        Fixed("MySQLTopologySSLCAFile", SettingKinds.Text, "", "File with the certificate authority; empty is the system's", (managed, value) => managed with { TlsCaFile = value }),
        Fixed("MySQLTopologySSLCertFile", SettingKinds.Text, "", "File with the client's certificate", (managed, value) => managed with { TlsCertFile = value }),
        Fixed("MySQLTopologySSLPrivateKeyFile", SettingKinds.Text, "", "File with the client's key", (managed, value) => managed with { TlsKeyFile = value }),
    ];

    private static SettingOf<T> Of<T>(
        string key, SettingKind<T> kind, string defaultText, string meaning, Func<ManagedOptions, T, ManagedOptions> apply, params string[] aliases)
        where T : notnull
        => new(key, kind, defaultText, meaning, (draft, value) => draft with { Options = draft.Options with { Managed = apply(draft.Options.Managed, value) } })
        {
            Aliases = [.. aliases],
        };

    private static SettingOf<T> Fixed<T>(string key, SettingKind<T> kind, string defaultText, string meaning, Func<ManagedOptions, T, ManagedOptions> apply)
        where T : notnull
        => new(key, kind, defaultText, meaning, (draft, value) => draft with { Options = draft.Options with { Managed = apply(draft.Options.Managed, value) } })
        {
            IsReloadable = false,
        };
}
