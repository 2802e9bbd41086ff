using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>
/// Brings commands into the shared database under the fencing token in force, and through what a database cluster or a proxy does on the way:
/// a connection that breaks is opened again, and the command goes again, until it is known to be stored or the caller gives up.
/// </summary>
internal sealed class SharedCommandLog(ISharedLedger ledger, LeaseKeeper keeper, LeadershipBoard board, SharedTimings timings, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async ValueTask<CommandResult> SubmitAsync(CommandEnvelope command, CancellationToken cancellationToken)
    {
        CommandCodec.Encode(command);
        cancellationToken.ThrowIfCancellationRequested();
        // A command without a key goes twice when the answer to its commit is lost; under its own id the second finds the first.
        var envelope = command.IdempotencyKey is null
            ? command with { IdempotencyKey = $"id:{command.Id:N}", RequestDigest = string.Empty }
            : command;
        var wasLeader = keeper.Claim is not null;
        var start = time.GetTimestamp();
        BackendUnreachableException? lost = null;
        while (true)
        {
            try
            {
                if (keeper.IsElsewhere && lost is not { OutcomeUnknown: true })
                {
                    throw new NotLeaderException(board.Current);
                }

                // In this order: whoever sees the new database sees its floor as well.
                if (keeper is { IsElsewhere: false, HasTerm: true } && keeper.Database is { } database && keeper.Token is > 0 and var token && token >= keeper.Floor)
                {
                    var result = await ledger.ApplyAsync(token, database, envelope, cancellationToken);
                    // The repetition is this method's own, not the caller's.
                    return lost is { } && command.IdempotencyKey is null ? result with { IsReplay = false } : result;
                }
            }
            catch (StaleTokenException late) when (wasLeader && lost is not { OutcomeUnknown: true })
            {
                logger.CameLate(late.Message);
                keeper.Ring();
                throw new NotLeaderException(board.Current);
            }
            catch (StaleTokenException)
            {
                // Another leads by now, which this server has not seen yet. It does not write in that one's name: anyone may write.
                keeper.Ring();
            }
            catch (BackendUnreachableException broken)
            {
                lost = lost is { OutcomeUnknown: true } ? lost : broken;
                keeper.Ring();
            }
            catch (BackendException refused) when (lost is { OutcomeUnknown: true })
            {
                // Nothing was done this time. The time before it may have been.
                throw new CommandOutcomeUnknownException(
                    $"The connection to the shared database broke while the change was being stored, and then the database refused it: the change may have taken effect. ({refused.Message})", refused);
            }
            catch (OperationCanceledException given) when (cancellationToken.IsCancellationRequested)
            {
                throw new CommandOutcomeUnknownException("The wait for the shared database ended before the change was known to be stored: it may still take effect.", given);
            }

            if (cancellationToken.IsCancellationRequested || time.GetElapsedTime(start) > timings.Lease * 2)
            {
                throw GiveUp(lost);
            }

            await PauseAsync(cancellationToken);
        }
    }

    private Exception GiveUp(BackendUnreachableException? lost) => lost switch
    {
        { OutcomeUnknown: true } => new CommandOutcomeUnknownException(
            $"The connection to the shared database broke while the change was being stored, and it has not come back: the change may have taken effect. ({lost.Message})", lost),
        not null => lost,
        null when !keeper.HasTerm => new BackendUnreachableException(
            "No server leads with the support of a majority of HaPeers, as seen in this server's database: nothing is changed there, since it might not stand. Nothing was done.", outcomeUnknown: false),
        null => new NotLeaderException(board.Current),
    };

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up: the loop says what is known.
        }
    }
}
