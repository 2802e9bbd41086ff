using Ham4db.Server.Backend.Sqlite;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Backend;

/// <summary>Registers the backend database.</summary>
internal static class BackendServices
{
    public static IServiceCollection AddBackend(this IServiceCollection services, ServerOptions options)
        => services
            .AddSingleton(provider => new SqliteDatabase(
                ((SqliteBackendOptions)options.Backend).File, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteDatabase>>()))
            .AddSingleton<SqliteDecidedLedger>()
            .AddSingleton<IDecidedLedger>(provider => provider.GetRequiredService<SqliteDecidedLedger>())
            .AddSingleton<IDecidedStore>(provider => provider.GetRequiredService<SqliteDecidedLedger>())
            .AddSingleton<IInventoryStore, SqliteInventoryStore>()
            .AddSingleton<IBackendHealth, SqliteBackendHealth>()
            .AddSingleton<INodeDirectory, NoOtherNodes>()
            .AddHostedService<SqliteBackend>();
}
