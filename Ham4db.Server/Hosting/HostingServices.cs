using Ham4db.Server.Api.Nodes;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Hosting;

/// <summary>Registers what every other folder is given: the clock, the configuration, and the way out.</summary>
internal static class HostingServices
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddHosting(this IServiceCollection services, LiveOptions live, LastWords lastWords)
        => services
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(provider => ProcessIdentity.New(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(live)
            .AddSingleton<ILiveOptions>(live)
            .AddSingleton<INodeExit>(provider => new NodeExit(lastWords, Environment.Exit, provider.GetRequiredService<ILogger<NodeExit>>()))
            .AddSingleton<ConfigurationReload>()
            .AddSingleton<IConfigurationReload>(provider => provider.GetRequiredService<ConfigurationReload>())
            .AddHostedService(provider => provider.GetRequiredService<ConfigurationReload>())
            .AddSingleton<ElectionAtStart>()
            .AddHostedService<MemoryTrim>();
}
