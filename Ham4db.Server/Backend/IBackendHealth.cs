namespace Ham4db.Server.Backend;

/// <summary>Whether the backend database takes writes.</summary>
public interface IBackendHealth
{
    /// <summary>Writes a heartbeat row.</summary>
    /// <exception cref="IOException">The database did not take the write; the message names the file and what to do.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database took the last write; false before it is open. Does not touch it.</summary>
    bool TakesWrites { get; }

    /// <summary>What the database is, for people: its file.</summary>
    string Description { get; }
}
