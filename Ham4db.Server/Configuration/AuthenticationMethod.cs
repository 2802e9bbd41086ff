namespace Ham4db.Server.Configuration;

/// <summary>How callers of the HTTP API are told apart (<c>AuthenticationMethod</c>).</summary>
public enum AuthenticationMethod
{
    /// <summary>Everyone gets in and may make changes.</summary>
    None,

    /// <summary>One user and password; who gets in may make changes.</summary>
    Basic,

    /// <summary>As <see cref="Basic"/>; the user <c>readonly</c> with any password may only read.</summary>
    Multi,

    /// <summary>A proxy in front names the user in a header; reads are open.</summary>
    Proxy,
}
