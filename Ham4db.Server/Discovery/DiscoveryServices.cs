using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Discovery;

/// <summary>Registers discovery.</summary>
internal static class DiscoveryServices
{
    /// <summary>Adds the inventory and what fills it. Needs the backend, <see cref="Managed.ManagedServices"/> and <see cref="ILiveOptions"/>.</summary>
    public static IServiceCollection AddDiscovery(this IServiceCollection services, ServerOptions options)
        => services
            .AddSingleton<Inventory>()
            .AddSingleton<INameLookup, SystemNameLookup>()
            .AddSingleton<HostnameResolver>()
            .AddSingleton<HostAddresses>()
            .AddSingleton<DiscoveryFilters>()
            .AddSingleton<NeighbourResolution>()
            .AddSingleton<IInstanceProbe, InstanceProbe>()
            .AddSingleton<ProbeLedger>()
            .AddSingleton<WantedInstances>()
            .AddSingleton<ForgottenInstances>()
            .AddSingleton<Observations>()
            .AddSingleton(_ => new DiscoveryQueue(options.Discovery.MaxConcurrency, options.Discovery.QueueCapacity))
            .AddSingleton<InstanceDiscovery>()
            .AddSingleton<IInstanceDiscovery>(provider => provider.GetRequiredService<InstanceDiscovery>())
            .AddSingleton<DecisionFollower>()
            .AddHostedService<InventoryWriter>()
            .AddHostedService<DiscoveryLoop>()
            .AddHostedService<InventoryFollower>();
}
