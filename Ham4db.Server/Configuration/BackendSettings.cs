using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The keys of the backend database, and those of the whole service.</summary>
internal static class BackendSettings
{
    /// <summary>Name of the key with the kind of backend.</summary>
    public const string BackendDb = "BackendDB";

    /// <summary>Name of the key with the SQLite file.</summary>
    public const string SqliteFile = "SQLite3DataFile";

    /// <summary>Name of the key with the host of a MySQL backend.</summary>
    public const string MySqlHost = "MySQLOrchestratorHost";

    /// <summary>Name of the key that turns errors about unknown keys into warnings.</summary>
    public const string AllowUnknownKeys = "AllowUnknownKeys";

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Of(BackendDb, SettingKinds.Text, "", "`sqlite3` or `sqlite`; when not set, SQLite is used unless a MySQL backend is configured, which this version refuses", (draft, value) => draft with { BackendDatabase = value }),
        Of(SqliteFile, SettingKinds.Text, "", "Path of the SQLite file; needed with `BackendDB`, else `./ham4db.sqlite3`", (draft, value) => draft with { SqliteFile = value }),
        Of(MySqlHost, SettingKinds.Text, "", "Host of a MySQL backend: must not be set unless `BackendDB` is `sqlite3`", (draft, value) => draft with { MySqlBackendHost = value }, "BackendDBHost"),
        Of("Debug", SettingKinds.Flag, "false", "Log at debug level", (draft, value) => draft with { Options = draft.Options with { Debug = value } }),
        new SettingOf<bool>(AllowUnknownKeys, SettingKinds.Flag, "false", "Warn of keys that nobody knows instead of refusing them", (draft, _) => draft),
    ];

    private static SettingOf<T> Of<T>(
        string key, SettingKind<T> kind, string defaultText, string meaning, Func<ConfigurationDraft, T, ConfigurationDraft> apply, params string[] aliases)
        where T : notnull
        => new(key, kind, defaultText, meaning, apply) { IsReloadable = false, Aliases = [.. aliases] };
}
