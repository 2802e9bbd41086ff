namespace Ham4db.Server.Backend;

/// <summary>Whether the backend database takes writes.</summary>
public interface IBackendHealth
{
    /// <summary>Writes a heartbeat row.</summary>
    /// <exception cref="IOException">The database did not take the write; the message names the file and what to do.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database took the last write; false before it is open. Does not touch it.</summary>
    bool TakesWrites { get; }

    /// <summary>What the database is, for people: its file, or <c>user@host:port/database</c>.</summary>
    string Description { get; }

    /// <summary>Where it is, as <c>health</c> tells it to everyone: its file, or <c>host:port</c>.</summary>
    string Address { get; }
}
