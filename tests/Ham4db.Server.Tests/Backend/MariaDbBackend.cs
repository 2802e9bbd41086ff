using Ham4db.Server.Backend.MySql;
using Ham4db.Server.Configuration;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend;

/// <summary>One real <c>mariadbd</c> for all tests of the MySQL backend; each test has databases of its own.</summary>
public sealed class MariaDbBackend : IAsyncLifetime
{
    public const string Collection = "MySQL backend";

    private int _databases;

    public MariaDbServer Server { get; } = new();

    public Task InitializeAsync() => Server.StartAsync();

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();

    /// <summary>Options for a database that is not there yet.</summary>
    internal MySqlBackendOptions NewOptions() => OptionsFor(Server.Port, $"ham4db-{Interlocked.Increment(ref _databases)}");

    internal static MySqlBackendOptions OptionsFor(int port, string database) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        User = MariaDbUsers.TopologyUser,
        Password = MariaDbUsers.TopologyPassword,
        MaxConnections = 20,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        ReadTimeout = TimeSpan.FromSeconds(20),
    };

    internal static async Task<MySqlDatabase> OpenAsync(MySqlBackendOptions options)
    {
        var database = new MySqlDatabase(options, TimeProvider.System, NullLogger.Instance);
        await database.OpenAsync(CancellationToken.None);
        return database;
    }
}

[CollectionDefinition(MariaDbBackend.Collection)]
public sealed class MariaDbBackendGroup : ICollectionFixture<MariaDbBackend>;
