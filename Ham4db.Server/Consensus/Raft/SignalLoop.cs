using System.Threading.Channels;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Does what the signals of the log ask of this node, one after the other started, none waited for: the log goes on meanwhile.</summary>
internal sealed class SignalLoop(
    ChannelReader<LiveEntry> live, DurableLog log, DecidedStateMachine machine, Handover handover, HealthReporter reporter, ILogger logger)
{
    private readonly HashSet<Task> _started = [];

    /// <summary>Runs until cancelled; what was started has ended then.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var entry in live.ReadAllAsync(cancellationToken))
            {
                _started.RemoveWhere(task => task.IsCompletedSuccessfully);
                _started.Add(ActAsync(entry, cancellationToken));
            }
        }
        finally
        {
            await Task.WhenAll(_started);
        }
    }

    private Task ActAsync(LiveEntry entry, CancellationToken cancellationToken) => entry.Signal switch
    {
        // An entry of an ended term asks for what has happened already; who wrote it knows what to do.
        Yield yield when IsCurrent(entry) => handover.PlayAsync(RaftAddresses.Read(yield.Node, 0), entry.Position.Term, cancellationToken),
        YieldByHint yield when IsCurrent(entry) => handover.PlayAsync(RaftAddresses.Read(yield.Node, 0), entry.Position.Term, cancellationToken),
        RequestHealthReport request => reporter.AnswerAsync(request, cancellationToken),
        TakeSnapshot => SnapshotAsync(),
        _ => Task.CompletedTask,
    };

    private bool IsCurrent(LiveEntry entry) => !entry.IsOwn && entry.Position.Term == log.Term;

    private async Task SnapshotAsync()
    {
        try
        {
            await machine.OfferFreshAsync();
        }
        catch (IOException failed)
        {
            logger.SnapshotFailed(machine.AppliedIndex, failed.Message);
        }
    }
}
