using Ham4db.Server.Consensus;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery;
using Ham4db.Server.Managed;
using Ham4db.Server.Tests.Api;
using Ham4db.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Discovery;

/// <summary>The discovery of a node, polling for real, over a decided state and a store in memory.</summary>
internal sealed class DiscoveryNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private DiscoveryNode(ServiceProvider services, FixedOptions options, FakeBackend backend, MemoryInventoryStore store)
    {
        _services = services;
        Options = options;
        Backend = backend;
        Store = store;
    }

    public FixedOptions Options { get; }

    public FakeBackend Backend { get; }

    public MemoryInventoryStore Store { get; }

    public Inventory Inventory => Get<Inventory>();

    public IInstanceDiscovery Discovery => Get<IInstanceDiscovery>();

    /// <summary>Options that poll often and find servers on loopback by their report_host.</summary>
    public static ServerOptions Polling(params IEnumerable<InstanceKey> seeds) => new()
    {
        Managed = new ManagedOptions
        {
            User = MariaDbUsers.TopologyUser, Password = MariaDbUsers.TopologyPassword, ConnectTimeout = TimeSpan.FromSeconds(1), ProbeReadTimeout = TimeSpan.FromSeconds(1),
        },
        Discovery = new DiscoveryOptions
        {
            PollInterval = TimeSpan.FromMilliseconds(200), Seeds = [.. seeds], ByShowSlaveHosts = true, HostnameResolveMethod = "none",
            MySqlHostnameResolveMethod = "@@report_host", MaxConcurrency = 20,
        },
    };

    /// <summary>Composes a node without starting it.</summary>
    public static DiscoveryNode Create(
        ServerOptions options, MemoryInventoryStore? store = null, FakeBackend? backend = null, Action<IServiceCollection>? replace = null)
    {
        var live = new FixedOptions(options);
        var decided = backend ?? new FakeBackend();
        var rows = store ?? new MemoryInventoryStore();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILiveOptions>(live)
            .AddSingleton<IDecidedStore>(decided)
            .AddSingleton<IInventoryStore>(rows)
            .AddSingleton<ILeadership>(new FakeLeadership())
            .AddManaged()
            .AddDiscovery(options);
        replace?.Invoke(services);
        return new DiscoveryNode(services.BuildServiceProvider(), live, decided, rows);
    }

    /// <summary>Composes and starts a node.</summary>
    public static async Task<DiscoveryNode> StartAsync(
        ServerOptions options, MemoryInventoryStore? store = null, FakeBackend? backend = null, Action<IServiceCollection>? replace = null)
    {
        var node = Create(options, store, backend, replace);
        foreach (var service in node._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return node;
    }

    public T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();

    /// <summary>What is known of an instance; null when it is not known.</summary>
    public Instance? Find(InstanceKey key) => Inventory.Current.Find(key);

    /// <summary>Waits until what is known of an instance is as wanted.</summary>
    public Task<Instance> SeesAsync(InstanceKey key, string what, Func<Instance, bool> isSo)
        => Eventually.SeeAsync($"{key} to be known as {what}", _ => Task.FromResult(Find(key)), seen => seen is not null && isSo(seen))!;

    /// <summary>Carries out a decision, as the command log does on every node.</summary>
    public async Task DecideAsync(Command command)
        => await Backend.SubmitAsync(new CommandEnvelope(Guid.NewGuid(), null, null, DateTimeOffset.UtcNow, command), CancellationToken.None);

    /// <summary>Stops it in good order; the store then holds what it knew.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
