using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Reads one database server.</summary>
internal interface IInstanceProbe
{
    /// <summary>Connects to <paramref name="key"/> and reads everything that is to be known. Bounded in time.</summary>
    /// <param name="key">The server, under the name to connect to.</param>
    /// <param name="snapshot">What is known of the others.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <returns>What it saw, not yet placed in its cluster, under the name that the server gives itself.</returns>
    /// <exception cref="ProbeFailedException">It could not be connected to, or did not give what is indispensable.</exception>
    Task<Instance> ReadAsync(InstanceKey key, InventorySnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>Closes the connections to <paramref name="key"/> and forgets what it is.</summary>
    ValueTask ForgetAsync(InstanceKey key);
}
