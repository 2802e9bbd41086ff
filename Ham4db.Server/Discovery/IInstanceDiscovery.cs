using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>Probing on request.</summary>
public interface IInstanceDiscovery
{
    /// <summary>Probes an instance now, keeps what was seen, and queues its master and replicas.</summary>
    /// <param name="key">The instance, as given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was seen, under the key that the server itself resolved to.</returns>
    /// <exception cref="ProbeFailedException">The instance could not be reached or read; a known instance is kept as not valid.</exception>
    Task<Instance> ProbeAsync(InstanceKey key, CancellationToken cancellationToken);

    /// <summary>Queues an instance for a probe. Does nothing when it waits or is being probed already.</summary>
    void Enqueue(InstanceKey key);
}
