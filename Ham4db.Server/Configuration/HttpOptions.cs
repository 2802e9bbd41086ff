using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The HTTP API: where it listens and who may use it.</summary>
public sealed record HttpOptions
{
    /// <summary>Host or address to listen on; empty or <c>*</c> for all (<c>ListenAddress</c>, the part before the colon).</summary>
    public string ListenHost { get; init; } = string.Empty;

    /// <summary>TCP port to listen on, 0 to 65535; 0 takes a free one (<c>ListenAddress</c>, the part after the colon).</summary>
    /// <value>The default is 3000.</value>
    public int ListenPort { get; init; } = 3000;

    /// <summary>Base address that peers are told (<c>HTTPAdvertise</c>); null derives it from raft address and port.</summary>
    public Uri? Advertise { get; init; }

    /// <summary>Prefix of all routes: empty, or one leading and no trailing slash (<c>URLPrefix</c>).</summary>
    public string UrlPrefix { get; init; } = string.Empty;

    /// <summary>Path of the status route (<c>StatusEndpoint</c>).</summary>
    public string StatusEndpoint { get; init; } = "/api/status";

    /// <summary>Refuse every change (<c>ReadOnly</c>).</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether changes may come by GET, as the Go servers' clients send them (<c>AllowChangesByGet</c>).</summary>
    /// <value>The default is true.</value>
    public bool AllowChangesByGet { get; init; } = true;

    /// <summary>Whether errors carry a fitting 4xx or 5xx status; false sends 500 for all, as the Go servers do (<c>StrictStatusCodes</c>).</summary>
    /// <value>The default is true.</value>
    public bool StrictStatusCodes { get; init; } = true;

    /// <summary>How callers are told apart (<c>AuthenticationMethod</c>).</summary>
    public AuthenticationMethod Authentication { get; init; }

    /// <summary>User of basic authentication (<c>HTTPAuthUser</c>).</summary>
    public string AuthUser { get; init; } = string.Empty;

    /// <summary>Password of basic authentication (<c>HTTPAuthPassword</c>). Never logged.</summary>
    public string AuthPassword { get; init; } = string.Empty;

    /// <summary>Header with the user that a proxy authenticated (<c>AuthUserHeader</c>).</summary>
    public string AuthUserHeader { get; init; } = "X-Forwarded-User";

    /// <summary>Users who may make changes under proxy authentication; <c>*</c> is everyone (<c>PowerAuthUsers</c>).</summary>
    public ImmutableArray<string> PowerAuthUsers { get; init; } = ["*"];
}
