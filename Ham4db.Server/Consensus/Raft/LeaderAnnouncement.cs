using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>A new leader writes its HTTP address into the log, so that it is part of what is decided, and of every snapshot.</summary>
internal sealed class LeaderAnnouncement(
    LeadershipBoard board, RaftCommandLog commands, IDecidedStore store, Uri ownUri, TimeProvider time, ILogger logger)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var view = board.Current;
        while (true)
        {
            if (view.Role == NodeRole.Leader && store.Current.LeaderUri != ownUri)
            {
                await AnnounceAsync(cancellationToken);
            }

            view = await board.WaitForChangeAsync(view, cancellationToken);
        }
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await commands.SubmitAsync(
                new CommandEnvelope(Guid.NewGuid(), null, null, time.GetUtcNow(), new SetLeaderUri(ownUri)), cancellationToken);
        }
        catch (Exception lost) when (lost is NotLeaderException or CommandOutcomeUnknownException)
        {
            // Leadership has moved on, or the node stops: the next leader announces itself.
            logger.NotAnnounced(lost.Message);
        }
    }
}
