using Ham4db.Server.Api.Replies;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Changes;

/// <summary>Puts a caller's decision into the command log, under the caller's idempotency key.</summary>
internal sealed class CommandSubmission(ICommandLog log, TimeProvider time)
{
    /// <summary>Submits a command and waits until it is applied here.</summary>
    /// <returns>What it did; what it did the first time when the request is a repetition.</returns>
    /// <exception cref="RequestRefusedException">The key was used before with another request, or a name is too long; nothing was done.</exception>
    public async ValueTask<CommandResult> SubmitAsync(ApiRequest request, Command command, CancellationToken cancellationToken)
    {
        if (request.Kept is { } kept)
        {
            return kept;
        }

        var key = request.IdempotencyKey;
        var envelope = new CommandEnvelope(Guid.NewGuid(), key?.Value, key?.RequestDigest, time.GetUtcNow(), command);
        var result = await log.SubmitAsync(envelope, cancellationToken);
        if (result.Status == CommandStatus.KeyReused)
        {
            throw KeptAnswers.Reused(key!.Value);
        }

        if (result.Status == CommandStatus.NameTooLong)
        {
            throw RequestRefusedException.BadArgument(
                $"A name in the request is longer than {DecidedColumn.MaxNameLength} characters, which no backend database takes. Nothing was done.");
        }

        request.Kept = result.IsReplay ? result : null;
        return result;
    }
}
