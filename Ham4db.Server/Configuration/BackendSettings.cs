using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The keys of the backend database, and those of the whole service.</summary>
internal static class BackendSettings
{
    private const int Longest = 86_400;

    /// <summary>Name of the key with the kind of backend.</summary>
    public const string BackendDb = "BackendDB";

    /// <summary>Name of the key with the SQLite file.</summary>
    public const string SqliteFile = "SQLite3DataFile";

    /// <summary>Name of the key with the host of a MySQL backend.</summary>
    public const string MySqlHost = "MySQLOrchestratorHost";

    /// <summary>Name of the key with the database of a MySQL backend.</summary>
    public const string MySqlDatabase = "MySQLOrchestratorDatabase";

    /// <summary>Name of the key with the user of a MySQL backend.</summary>
    public const string MySqlUser = "MySQLOrchestratorUser";

    /// <summary>Name of the key with the password of that user.</summary>
    public const string MySqlPassword = "MySQLOrchestratorPassword";

    /// <summary>Name of the key with the file of its credentials.</summary>
    public const string MySqlCredentialsFile = "MySQLOrchestratorCredentialsConfigFile";

    /// <summary>Name of the key that turns errors about unknown keys into warnings.</summary>
    public const string AllowUnknownKeys = "AllowUnknownKeys";

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Of(BackendDb, SettingKinds.Text, "", "`sqlite3` (or `sqlite`), or `mysql` for MySQL and MariaDB; when not set, MySQL if `MySQLOrchestratorHost` is, else SQLite", (draft, value) => draft with { BackendDatabase = value }),
        Of(SqliteFile, SettingKinds.Text, "", "Path of the SQLite file; needed with `BackendDB`, else `./ham4db.sqlite3`", (draft, value) => draft with { SqliteFile = value }),
        Of("BackendRetrySeconds", SettingKinds.Seconds(0, Longest), "30", "How long a raft node waits for a backend database that takes no writes, without leading, before it ends", (draft, value) => draft with { BackendRetry = value }),
        MySql(MySqlHost, SettingKinds.Text, "", "Host of the MySQL backend, or of a TCP proxy in front of it", (mySql, value) => mySql with { Host = value }, "BackendDBHost"),
        MySql("MySQLOrchestratorPort", SettingKinds.Number(1, 65_535), "3306", "Its port", (mySql, value) => mySql with { Port = value }, "BackendDBPort"),
        MySql(MySqlDatabase, SettingKinds.Text, "ham4db", "The database to store in, of this server or cluster alone; created when it is not there", (mySql, value) => mySql with { Database = value }, "BackendDatabase"),
        MySql(MySqlUser, SettingKinds.Text, "", "User; needs all privileges on that database", (mySql, value) => mySql with { User = value }, "BackendDBUser"),
        MySql(MySqlPassword, SettingKinds.Secret, "", "Password of that user; `${NAME}` takes it from the environment variable `NAME`", (mySql, value) => mySql with { Password = value }, "BackendDBPassword"),
        Of(MySqlCredentialsFile, SettingKinds.Text, "", "File in the style of `my.cnf` whose `[client]` section has `user` and `password`, instead of the two keys", (draft, value) => draft with { BackendCredentialsFile = value }, "MySQLCredentialsConfigFile"),
        MySql("MySQLOrchestratorMaxPoolConnections", SettingKinds.Number(4, 100_000), "128", "Most connections to it at a time", (mySql, value) => mySql with { MaxConnections = value }, "MaxPoolConnections"),
        MySql("MySQLOrchestratorReadTimeoutSeconds", SettingKinds.Seconds(1, Longest), "30", "Bounds each transaction", (mySql, value) => mySql with { ReadTimeout = value }, "MySQLReadTimeoutSeconds"),
        MySql("MySQLOrchestratorUseMutualTLS", SettingKinds.Flag, "false", "Always use TLS, with the certificate and key below if they are set; false uses it, unverified, where the server offers it", (mySql, value) => mySql with { UseTls = value }, "MySQLUseMutualTLS"),
        MySql("MySQLOrchestratorSSLSkipVerify", SettingKinds.Flag, "false", "Skip verification of the server's certificate", (mySql, value) => mySql with { TlsSkipVerify = value }, "MySQLSSLSkipVerify"),
        MySql("MySQLOrchestratorSSLCAFile", SettingKinds.Text, "", "File with the certificate authority; empty is the system's", (mySql, value) => mySql with { TlsCaFile = value }, "MySQLSSLCAFile"),
        MySql("MySQLOrchestratorSSLCertFile", SettingKinds.Text, "", "File with the client's certificate", (mySql, value) => mySql with { TlsCertFile = value }, "MySQLSSLCertFile"),
        MySql("MySQLOrchestratorSSLPrivateKeyFile", SettingKinds.Text, "", "File with the client's key", (mySql, value) => mySql with { TlsKeyFile = value }, "MySQLSSLPrivateKeyFile"),
        Of("Debug", SettingKinds.Flag, "false", "Log at debug level", (draft, value) => draft with { Options = draft.Options with { Debug = value } }),
        new SettingOf<bool>(AllowUnknownKeys, SettingKinds.Flag, "false", "Warn of keys that nobody knows instead of refusing them", (draft, _) => draft),
    ];

    private static SettingOf<T> MySql<T>(
        string key, SettingKind<T> kind, string defaultText, string meaning, Func<MySqlBackendOptions, T, MySqlBackendOptions> apply, params string[] aliases)
        where T : notnull
        => Of(key, kind, defaultText, meaning, (draft, value) => draft with { MySqlBackend = apply(draft.MySqlBackend, value) }, aliases);

    private static SettingOf<T> Of<T>(
        string key, SettingKind<T> kind, string defaultText, string meaning, Func<ConfigurationDraft, T, ConfigurationDraft> apply, params string[] aliases)
        where T : notnull
        => new(key, kind, defaultText, meaning, apply) { IsReloadable = false, Aliases = [.. aliases] };
}
