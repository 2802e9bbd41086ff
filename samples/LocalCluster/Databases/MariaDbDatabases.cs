using Ham4db.Testing;

namespace Ham4db.Samples.LocalCluster.Databases;

/// <summary>Real <c>mariadbd</c> processes.</summary>
internal sealed class MariaDbDatabases : IDatabases
{
    private MariaDbTopology? _topology;

    public string Description => "real mariadbd processes, one master and three replicas (--fleet declines them)";

    public string Master => Running.Master.Address;

    public IReadOnlyList<string> All => [.. Running.All.Select(server => server.Address)];

    private MariaDbTopology Running => _topology ?? throw new InvalidOperationException("The databases have not been started.");

    public async Task StartAsync(CancellationToken cancellationToken)
        => _topology = await MariaDbTopology.StartAsync(DatabaseChoice.Replicas, cancellationToken: cancellationToken);

    public ValueTask DisposeAsync() => _topology?.DisposeAsync() ?? ValueTask.CompletedTask;
}
