namespace Ham4db.Server.Configuration;

/// <summary>How to reach the managed database servers.</summary>
public sealed record ManagedOptions
{
    /// <summary>User (<c>MySQLTopologyUser</c>).</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Password (<c>MySQLTopologyPassword</c>). Never logged.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>Port of an instance given without one (<c>DefaultInstancePort</c>).</summary>
    /// <value>The default is 3306.</value>
    public int DefaultPort { get; init; } = 3306;

    /// <summary>Bounds connecting (<c>MySQLConnectTimeoutSeconds</c>).</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bounds a probe's statements (<c>MySQLDiscoveryReadTimeoutSeconds</c>).</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan ProbeReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bounds every other statement (<c>MySQLTopologyReadTimeoutSeconds</c>).</summary>
    /// <value>The default is 600 seconds.</value>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Always use TLS (<c>MySQLTopologyUseMutualTLS</c>).</summary>
    public bool UseMutualTls { get; init; }

    /// <summary>Use TLS where the server offers it (<c>MySQLTopologyUseMixedTLS</c>).</summary>
    /// <value>The default is true.</value>
    public bool UseMixedTls { get; init; } = true;

    /// <summary>Skip verification of the server's certificate (<c>MySQLTopologySSLSkipVerify</c>).</summary>
    public bool TlsSkipVerify { get; init; }

    /// <summary>File with the certificate authority (<c>MySQLTopologySSLCAFile</c>); empty uses the system's.</summary>
    public string TlsCaFile { get; init; } = string.Empty;

    /// <summary>File with the client's certificate (<c>MySQLTopologySSLCertFile</c>).</summary>
    public string TlsCertFile { get; init; } = string.Empty;

    /// <summary>File with the client's key (<c>MySQLTopologySSLPrivateKeyFile</c>).</summary>
    public string TlsKeyFile { get; init; } = string.Empty;
}
