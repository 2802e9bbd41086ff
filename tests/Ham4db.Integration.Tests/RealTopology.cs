using Ham4db.Testing;

namespace Ham4db.Integration.Tests;

/// <summary>One master and three replicas, real <c>mariadbd</c> processes, shared by the classes of <see cref="Shared"/>, which leave it as they found it.</summary>
public sealed class RealTopology : IAsyncLifetime
{
    private MariaDbTopology? _servers;

    public MariaDbTopology Servers => _servers ?? throw new InvalidOperationException("The topology has not been started.");

    public string Seed => Servers.Master.Address;

    public async Task InitializeAsync() => _servers = await MariaDbTopology.StartAsync(replicas: 3);

    public async Task DisposeAsync()
    {
        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }

    [CollectionDefinition(Name)]
    public sealed class Shared : ICollectionFixture<RealTopology>
    {
        public const string Name = "real topology";
    }
}
