using Ham4db.Server.Backend.MySql;
using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Backend.Sqlite;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Backend;

/// <summary>Registers the backend database.</summary>
internal static class BackendServices
{
    public static IServiceCollection AddBackend(this IServiceCollection services, ServerOptions options)
        => options.Backend switch
        {
            SqliteBackendOptions sqlite => services.AddSqlite(sqlite, isOnlyCopy: !options.Raft.Enabled),
            MySqlBackendOptions mySql when options.SharesBackend => services.AddMySqlDatabase(mySql, isShared: true).AddSharedMySql(),
            MySqlBackendOptions mySql => services.AddMySqlDatabase(mySql, isShared: false).AddPrivateMySql(mySql),
            _ => throw new InvalidOperationException($"There is no backend for {options.Backend.GetType().Name}."),
        };

    private static IServiceCollection AddSqlite(this IServiceCollection services, SqliteBackendOptions options, bool isOnlyCopy)
        => services
            .AddSingleton(provider => new SqliteDatabase(
                options.File, isOnlyCopy, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteDatabase>>()))
            .AddSingleton<SqliteDecidedLedger>()
            .AddSingleton<IDecidedLedger>(provider => provider.GetRequiredService<SqliteDecidedLedger>())
            .AddSingleton<IDecidedStore>(provider => provider.GetRequiredService<SqliteDecidedLedger>())
            .AddSingleton<IInventoryStore, SqliteInventoryStore>()
            .AddSingleton<IBackendHealth, SqliteBackendHealth>()
            .AddSingleton<INodeDirectory, NoOtherNodes>()
            .AddHostedService<SqliteBackend>();

    private static IServiceCollection AddMySqlDatabase(this IServiceCollection services, MySqlBackendOptions options, bool isShared)
        => services
            .AddSingleton(provider => new MySqlDatabase(
                options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MySqlDatabase>>()))
            .AddSingleton<TermInForce>()
            .AddSingleton<IInventoryStore>(provider => new MySqlInventoryStore(
                provider.GetRequiredService<MySqlDatabase>(),
                isShared,
                () => provider.GetRequiredService<TermInForce>().Token,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<MySqlInventoryStore>>()))
            .AddSingleton<IBackendHealth>(provider => new MySqlBackendHealth(
                provider.GetRequiredService<MySqlDatabase>(), provider.GetService<MySqlDataLock>(), provider.GetRequiredService<ProcessIdentity>()));

    private static IServiceCollection AddPrivateMySql(this IServiceCollection services, MySqlBackendOptions options)
        => services
            .AddSingleton(_ => new MySqlDataLock(options))
            .AddSingleton<MySqlDecidedLedger>()
            .AddSingleton<IDecidedLedger>(provider => provider.GetRequiredService<MySqlDecidedLedger>())
            .AddSingleton<IDecidedStore>(provider => provider.GetRequiredService<MySqlDecidedLedger>())
            .AddSingleton<INodeDirectory, NoOtherNodes>()
            .AddHostedService<MySqlBackend>();

    private static IServiceCollection AddSharedMySql(this IServiceCollection services)
        => services
            .AddSingleton<MySqlSharedLedger>()
            .AddSingleton<ISharedLedger>(provider => provider.GetRequiredService<MySqlSharedLedger>())
            .AddSingleton<IDecidedStore>(provider => provider.GetRequiredService<MySqlSharedLedger>())
            .AddSingleton<MySqlLeaseStore>()
            .AddSingleton<ILeaseStore>(provider => provider.GetRequiredService<MySqlLeaseStore>())
            .AddSingleton<INodeDirectory, MySqlNodeDirectory>()
            .AddHostedService<MySqlSharedBackend>();
}
