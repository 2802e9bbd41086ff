using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Commands;

/// <summary>What applying a command did: the same on every node, and kept under the idempotency key.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Keys">The instances it touched, sorted: for <see cref="DeleteTag"/> those that lost the tag, else the command's own.</param>
public sealed record CommandResult(CommandStatus Status, IReadOnlyList<InstanceKey> Keys)
{
    /// <summary>The number of what it made or met, for example of a maintenance; 0 when such things have none, or there is none.</summary>
    public long Id { get; init; }

    /// <summary>True when this is the kept answer to an earlier command with the same key: nothing was done now.</summary>
    public bool IsReplay { get; init; }
}
