using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus;

/// <summary>The way of every decision to every node.</summary>
public interface ICommandLog
{
    /// <summary>Submits a command and waits until it is committed and applied here.</summary>
    /// <returns>The result of applying it; the first result again when its idempotency key was seen before.</returns>
    /// <exception cref="NotLeaderException">This node does not lead; the command was not taken.</exception>
    /// <exception cref="CommandOutcomeUnknownException">Leadership was lost, or the caller gave up, while waiting: it may still be committed.</exception>
    /// <exception cref="CommandTooLargeException">It does not fit into one entry; the command was not taken.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up before the command was taken.</exception>
    /// <exception cref="IOException">The backend database did not take it; nothing was done.</exception>
    ValueTask<CommandResult> SubmitAsync(CommandEnvelope command, CancellationToken cancellationToken);

    /// <summary>Takes in what other nodes have decided by now, where this node would hear of it only at its next look.</summary>
    /// <returns>False where there is nothing to take in: what this node decides on is never behind.</returns>
    /// <exception cref="IOException">The backend database did not answer.</exception>
    ValueTask<bool> CatchUpAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);
}
