using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend;

/// <summary>Which servers the backend database has heard of lately.</summary>
internal interface INodeDirectory
{
    /// <summary>Reads it.</summary>
    /// <returns>Null when the database is this server's own.</returns>
    /// <exception cref="BackendException">The database did not answer.</exception>
    Task<NodesSeen?> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>The servers that a shared database has heard of.</summary>
/// <param name="Active">Who holds the lease; null for nobody.</param>
/// <param name="Available">Who registered within the last two seconds.</param>
internal sealed record NodesSeen(NodeHealth? Active, IReadOnlyList<NodeHealth> Available);

/// <summary>For a database that belongs to one server.</summary>
internal sealed class NoOtherNodes : INodeDirectory
{
    public Task<NodesSeen?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<NodesSeen?>(null);
}
