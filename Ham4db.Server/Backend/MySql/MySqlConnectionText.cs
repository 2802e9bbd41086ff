using Ham4db.Server.Configuration;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>How the driver is told to reach the backend database.</summary>
internal static class MySqlConnectionText
{
    private const uint IdleSeconds = 60;
    private const int CloseWithoutKill = -1;

    /// <summary>The settings. They hold the password: show them nowhere.</summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="withDatabase">False to log in without choosing the database, which may not be there yet.</param>
    public static MySqlConnectionStringBuilder Build(MySqlBackendOptions options, bool withDatabase = true)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = options.Host,
            Port = (uint)options.Port,
            Database = withDatabase ? options.Database : string.Empty,
            UserID = options.User,
            Password = options.Password,
            ApplicationName = "ham4db",
            MaximumPoolSize = (uint)options.MaxConnections,
            ConnectionIdleTimeout = IdleSeconds,

            // What a session is given when it is opened must stay; and the round trip of a reset buys nothing.
            ConnectionReset = false,
            ConnectionTimeout = Seconds(options.ConnectTimeout),
            DefaultCommandTimeout = Seconds(options.ReadTimeout),

            // A kill needs a second connection, and to a server that hangs that one hangs as well.
            CancellationTimeout = CloseWithoutKill,
            TreatTinyAsBoolean = false,

            // MySQL 8's default authentication needs the server's key when the connection has no TLS.
            AllowPublicKeyRetrieval = true,
            SslMode = !options.UseTls ? MySqlSslMode.Preferred : options.TlsSkipVerify ? MySqlSslMode.Required : MySqlSslMode.VerifyFull,
        };
        if (options is { UseTls: true, TlsCaFile.Length: > 0 })
        {
            settings.SslCa = options.TlsCaFile;
        }

        if (options is { UseTls: true, TlsCertFile.Length: > 0, TlsKeyFile.Length: > 0 })
        {
            settings.SslCert = options.TlsCertFile;
            settings.SslKey = options.TlsKeyFile;
        }

        return settings;
    }

    // The driver takes whole seconds, and 0 as "forever".
    private static uint Seconds(TimeSpan timeout) => (uint)Math.Max(1, Math.Ceiling(timeout.TotalSeconds));
}
