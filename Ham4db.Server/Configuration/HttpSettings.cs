using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The keys of the HTTP API.</summary>
internal static class HttpSettings
{
    private static SettingKind<AuthenticationMethod> Methods { get; } = SettingKinds.Choice(
        "none, basic, multi or proxy; token and oauth are not supported by this version",
        ("", AuthenticationMethod.None),
        ("none", AuthenticationMethod.None),
        ("basic", AuthenticationMethod.Basic),
        ("multi", AuthenticationMethod.Multi),
        ("proxy", AuthenticationMethod.Proxy));

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        Fixed("ListenAddress", SettingKinds.Text, ":3000", "`host:port` to listen on; no host or `*` is all addresses, port 0 takes a free one", ListenAddress.Apply),
        Fixed("ListenSocket", SettingKinds.Text, "", "Must be empty: this version listens on TCP only", (draft, value) => draft with { ListenSocket = value }),
        Fixed("HTTPAdvertise", SettingKinds.Text, "", "Base address of this node's API that peers are told, `http://host:port`; empty derives it from the raft address and the port listened on", (draft, value) => draft with { HttpAdvertise = value }),
        Fixed("URLPrefix", SettingKinds.Text, "", "Prefix of all routes, for example `/ham4db`", (draft, value) => draft.WithHttp(http => http with { UrlPrefix = NormalPrefix(value) })),
        Fixed("StatusEndpoint", SettingKinds.Text, "/api/status", "Path of the status route", (draft, value) => draft.WithHttp(http => http with { StatusEndpoint = StatusPath(value) })),
        Of("ReadOnly", SettingKinds.Flag, "false", "Refuse every change", (http, value) => http with { ReadOnly = value }),
        Of("AllowChangesByGet", SettingKinds.Flag, "true", "Take changes by GET, as clients of the Go servers send them; false takes POST, PATCH and DELETE only", (http, value) => http with { AllowChangesByGet = value }),
        Of("StrictStatusCodes", SettingKinds.Flag, "true", "Send errors with a fitting 4xx or 5xx status; false sends 500 for all, as the Go servers do", (http, value) => http with { StrictStatusCodes = value }),
        Of("AuthenticationMethod", Methods, "", "Empty or `none`: everyone may do everything; `basic`: one user and password; `multi`: as basic, and the user `readonly` may read; `proxy`: a proxy in front names the user", (http, value) => http with { Authentication = value }),
        Of("HTTPAuthUser", SettingKinds.Text, "", "User of `basic` and `multi`", (http, value) => http with { AuthUser = value }),
        Of("HTTPAuthPassword", SettingKinds.Secret, "", "Password of `basic` and `multi`", (http, value) => http with { AuthPassword = value }),
        Of("AuthUserHeader", SettingKinds.Text, "X-Forwarded-User", "Header in which the proxy names the user", (http, value) => http with { AuthUserHeader = value }),
        Of("PowerAuthUsers", SettingKinds.List, "*", "Users who may make changes under `proxy`; `*` is everyone", (http, value) => http with { PowerAuthUsers = value }),
        Fixed("UseSSL", SettingKinds.Flag, "false", "Must be false: this version does not serve TLS; put a TLS proxy in front", (draft, value) => draft with { UseTls = value }),
        Fixed("UseMutualTLS", SettingKinds.Flag, "false", "Must be false, as `UseSSL`", (draft, value) => draft with { UseMutualTls = value }),
        Fixed("StatusOUVerify", SettingKinds.Flag, "false", "Must be false, as `UseSSL`", (draft, value) => draft with { StatusNeedsCertificate = value }),
    ];

    private static string NormalPrefix(string prefix) => prefix.Trim('/') is { Length: > 0 } name ? $"/{name}" : string.Empty;

    private static string StatusPath(string path)
        => path is ['/', _, ..] ? path : throw new FormatException("expected a path that begins with a slash, for example /api/status");

    private static SettingOf<T> Of<T>(string key, SettingKind<T> kind, string defaultText, string meaning, Func<HttpOptions, T, HttpOptions> apply)
        where T : notnull
        => new(key, kind, defaultText, meaning, (draft, value) => draft.WithHttp(http => apply(http, value)));

    private static SettingOf<T> Fixed<T>(string key, SettingKind<T> kind, string defaultText, string meaning, Func<ConfigurationDraft, T, ConfigurationDraft> apply)
        where T : notnull
        => new(key, kind, defaultText, meaning, apply) { IsReloadable = false };

    private static ConfigurationDraft WithHttp(this ConfigurationDraft draft, Func<HttpOptions, HttpOptions> change)
        => draft with { Options = draft.Options with { Http = change(draft.Options.Http) } };
}
