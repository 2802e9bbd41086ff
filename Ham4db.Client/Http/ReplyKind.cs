namespace Ham4db.Client.Http;

/// <summary>What the body of a reply turned out to be.</summary>
internal enum ReplyKind
{
    /// <summary>A JSON value that is no envelope.</summary>
    Value,

    /// <summary>An envelope with code <c>OK</c>.</summary>
    OkEnvelope,

    /// <summary>An envelope with code <c>ERROR</c>.</summary>
    ErrorEnvelope,

    /// <summary>The JSON string <c>"Not leader"</c>.</summary>
    NotLeaderText,

    /// <summary>The Go servers' plain text for a route that they do not have.</summary>
    NoRouteText,

    /// <summary>The Go servers' plain text for a handler that crashed.</summary>
    CrashText,

    /// <summary>No body.</summary>
    Empty,

    /// <summary>An HTML page: something between the client and the node answered.</summary>
    Html,

    /// <summary>Anything else: cut or broken JSON, invalid UTF-8, other text.</summary>
    Broken,
}
