using System.Globalization;

namespace Ham4db.Server.Configuration;

/// <summary>A backend database on a MySQL or MariaDB server (keys <c>MySQLOrchestrator*</c>).</summary>
public sealed record MySqlBackendOptions : BackendOptions
{
    /// <summary>Host of the server, or of a TCP proxy in front (<c>MySQLOrchestratorHost</c>).</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>Its port (<c>MySQLOrchestratorPort</c>).</summary>
    /// <value>The default is 3306.</value>
    public int Port { get; init; } = 3306;

    /// <summary>The database, created when it is not there (<c>MySQLOrchestratorDatabase</c>).</summary>
    /// <value>The default is <c>ham4db</c>.</value>
    public string Database { get; init; } = "ham4db";

    /// <summary>User (<c>MySQLOrchestratorUser</c>).</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Password (<c>MySQLOrchestratorPassword</c>). Never logged.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>Most connections at a time (<c>MySQLOrchestratorMaxPoolConnections</c>).</summary>
    /// <value>The default is 128.</value>
    public int MaxConnections { get; init; } = 128;

    /// <summary>Bounds connecting (<c>MySQLConnectTimeoutSeconds</c>, as for the managed servers).</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bounds a transaction (<c>MySQLOrchestratorReadTimeoutSeconds</c>).</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Always use TLS (<c>MySQLOrchestratorUseMutualTLS</c>); otherwise it is used where the server offers it.</summary>
    public bool UseTls { get; init; }

    /// <summary>Skip verification of the server's certificate (<c>MySQLOrchestratorSSLSkipVerify</c>).</summary>
    public bool TlsSkipVerify { get; init; }

    /// <summary>File with the certificate authority (<c>MySQLOrchestratorSSLCAFile</c>); empty uses the system's.</summary>
    public string TlsCaFile { get; init; } = string.Empty;

    /// <summary>File with the client's certificate (<c>MySQLOrchestratorSSLCertFile</c>).</summary>
    public string TlsCertFile { get; init; } = string.Empty;

    /// <summary>File with the client's key (<c>MySQLOrchestratorSSLPrivateKeyFile</c>).</summary>
    public string TlsKeyFile { get; init; } = string.Empty;

    /// <summary>What it is, for people: <c>user@host:port/database</c>, without the password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}@{Host}:{Port}/{Database}");
}
