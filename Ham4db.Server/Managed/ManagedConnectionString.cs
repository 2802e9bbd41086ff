using System.Diagnostics.CodeAnalysis;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using MySqlConnector;

namespace Ham4db.Server.Managed;

/// <summary>How the driver is told to reach one managed server.</summary>
internal static class ManagedConnectionString
{
    private const uint PoolSize = 3;
    private const uint IdleSeconds = 60;
    private const int CloseWithoutKill = -1;

    /// <summary>The settings for <paramref name="key"/>. They hold the password: show them nowhere.</summary>
    public static MySqlConnectionStringBuilder Build(InstanceKey key, ManagedOptions options)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = key.Hostname,
            Port = (uint)key.Port,
            UserID = options.User,
            Password = options.Password,
            ApplicationName = "ham4db",
            Pooling = true,
            MaximumPoolSize = PoolSize,
            ConnectionIdleTimeout = IdleSeconds,

            // Nothing that is sent leaves a trace in the session, so the round trip of a reset at each use buys nothing.
            ConnectionReset = false,
            ConnectionTimeout = Seconds(options.ConnectTimeout),
            DefaultCommandTimeout = Seconds(options.ProbeReadTimeout),

            // A kill needs a second connection, and to a server that hangs that one hangs as well, on a thread of the pool.
            CancellationTimeout = CloseWithoutKill,
            AllowUserVariables = true,
            TreatTinyAsBoolean = false,

            // MySQL 8's default authentication needs the server's key when the connection has no TLS.
            AllowPublicKeyRetrieval = true,
            SslMode = TlsMode(options),
        };
        if (options.TlsCaFile.Length > 0)
        {
            settings.SslCa = options.TlsCaFile;
        }

        if (options is { UseMutualTls: true, TlsCertFile.Length: > 0, TlsKeyFile.Length: > 0 })
        {
            settings.SslCert = options.TlsCertFile;
            settings.SslKey = options.TlsKeyFile;
        }

        return settings;
    }

    [SuppressMessage("Style", "IDE0072", Justification = "Two flags, all four cases are there.")]
    private static MySqlSslMode TlsMode(ManagedOptions options) => options switch
    {
        { UseMutualTls: true, TlsSkipVerify: true } => MySqlSslMode.Required,
        { UseMutualTls: true } => MySqlSslMode.VerifyFull,
        { UseMixedTls: true } => MySqlSslMode.Preferred,
        _ => MySqlSslMode.Disabled,
    };

    // The driver takes whole seconds, and 0 as "forever".
    private static uint Seconds(TimeSpan timeout) => (uint)Math.Max(1, Math.Ceiling(timeout.TotalSeconds));
}
