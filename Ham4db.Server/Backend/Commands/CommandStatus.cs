namespace Ham4db.Server.Backend.Commands;

/// <summary>How applying a command ended.</summary>
public enum CommandStatus
{
    /// <summary>It was carried out.</summary>
    Applied,

    /// <summary>Its idempotency key was used before with another request; nothing was done.</summary>
    KeyReused,

    /// <summary>What is there already does not go with it, <see cref="CommandResult.Id"/> names it; nothing was done.</summary>
    Conflict,

    /// <summary>It holds a name that does not fit into a key of every backend database; nothing was done, and nothing is kept under its key.</summary>
    NameTooLong,
}
