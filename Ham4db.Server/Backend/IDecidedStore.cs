using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Backend;

/// <summary>The decided state of this node: in memory for readers, in the backend database for keeps.</summary>
public interface IDecidedStore
{
    /// <summary>The state after the last applied command. Never null; a snapshot that does not change under the reader.</summary>
    DecidedState Current { get; }

    /// <summary>Raised after a command was applied and <see cref="Current"/> replaced. Handlers must be quick and must not throw.</summary>
    event Action<CommandEnvelope, CommandResult>? Applied;

    /// <summary>Raised after a snapshot from another node replaced the whole state.</summary>
    event Action? Replaced;
}
