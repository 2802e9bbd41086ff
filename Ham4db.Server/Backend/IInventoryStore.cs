using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend;

/// <summary>The observed state in the backend database: read once at start, written behind in batches.</summary>
public interface IInventoryStore
{
    /// <summary>Whether other servers read and write the same rows.</summary>
    bool IsShared { get; }

    /// <summary>Every stored instance.</summary>
    Task<IReadOnlyList<Instance>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Inserts or replaces and deletes, in one transaction.</summary>
    Task WriteAsync(IReadOnlyCollection<Instance> changed, IReadOnlyCollection<InstanceKey> removed, CancellationToken cancellationToken);
}
