namespace Ham4db.Server.Backend.Commands;

/// <summary>How applying a command ended.</summary>
public enum CommandStatus
{
    /// <summary>It was carried out.</summary>
    Applied,

    /// <summary>Its idempotency key was used before with another request; nothing was done.</summary>
    KeyReused,
}
