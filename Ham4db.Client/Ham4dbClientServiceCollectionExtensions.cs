using Ham4db.Client;
using Ham4db.Client.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients.</summary>
public static class Ham4dbClientServiceCollectionExtensions
{
    private const string TransportPrefix = "Ham4db.Client:";

    /// <summary>Registers one <see cref="IHam4dbClient"/> for the whole program.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Sets the options. They are checked when the host starts.</param>
    public static IHam4dbClientBuilder AddHam4dbClient(this IServiceCollection services, Action<Ham4dbClientOptions> configure)
        => services.AddHam4dbClient(Options.Options.DefaultName, configure);

    /// <summary>Registers one <see cref="IHam4dbClient"/> for the whole program.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="section">Holds the options under their names, for example <c>Endpoints</c>. They are checked when the host starts.</param>
    public static IHam4dbClientBuilder AddHam4dbClient(this IServiceCollection services, IConfiguration section)
        => services.AddHam4dbClient(Options.Options.DefaultName, section);

    /// <summary>Registers a client of one cluster among several: a keyed service, its name being the key.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The client's name, as in <c>[FromKeyedServices("east")] IHam4dbClient</c>; empty registers it without a key.</param>
    /// <param name="configure">Sets the options. They are checked when the host starts.</param>
    public static IHam4dbClientBuilder AddHam4dbClient(this IServiceCollection services, string name, Action<Ham4dbClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Register(name, options => options.Configure(configure));
    }

    /// <summary>Registers a client of one cluster among several: a keyed service, its name being the key.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The client's name, as in <c>[FromKeyedServices("east")] IHam4dbClient</c>; empty registers it without a key.</param>
    /// <param name="section">Holds the options under their names, for example <c>Endpoints</c>. They are checked when the host starts.</param>
    public static IHam4dbClientBuilder AddHam4dbClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.Register(name, options => options.Bind(section));
    }

    private static Ham4dbClientBuilder Register(
        this IServiceCollection services, string name, Action<OptionsBuilder<Ham4dbClientOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<Ham4dbClientOptions>, Ham4dbClientOptionsRules>());
        var options = services.AddOptions<Ham4dbClientOptions>(name);
        configure(options);
        options.ValidateOnStart();

        services.TryAddKeyedSingleton<OpenConnections>(TransportPrefix + name);

        // The client keeps its handler for life and renews connections itself; one log line a try would only repeat its own.
        var transport = services.AddHttpClient(TransportPrefix + name)
            .ConfigurePrimaryHttpMessageHandler(provider => ClusterConnection.CreateNetworkHandler(OptionsOf(provider, name), OpenOf(provider, name)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        if (name.Length == 0)
        {
            services.TryAddSingleton<IHam4dbClient>(provider => Create(provider, name));
        }
        else
        {
            services.TryAddKeyedSingleton<IHam4dbClient>(name, (provider, _) => Create(provider, name));
        }

        return new Ham4dbClientBuilder(name, services, transport);
    }

    private static LeaderAwareClient Create(IServiceProvider provider, string name)
    {
        var options = OptionsOf(provider, name);
        var connection = new ClusterConnection(
            options,
            provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TransportPrefix + name),
            ownsInner: false,
            OpenOf(provider, name),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            Random.Shared);
        return new LeaderAwareClient(connection, options.Deadline, ownsConnection: true);
    }

    private static OpenConnections OpenOf(IServiceProvider provider, string name)
        => provider.GetRequiredKeyedService<OpenConnections>(TransportPrefix + name);

    private static Ham4dbClientOptions OptionsOf(IServiceProvider provider, string name)
        => provider.GetRequiredService<IOptionsMonitor<Ham4dbClientOptions>>().Get(name);
}
