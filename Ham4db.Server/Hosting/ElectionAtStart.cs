using Ham4db.Server.Backend;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Hosting;

/// <summary>Takes the lead when the server has started, where it was started to do so.</summary>
internal sealed class ElectionAtStart(IElectionControl election, ILogger<ElectionAtStart> logger)
{
    /// <summary>Takes it. Where that is refused the server goes on as one that does not lead, and says why.</summary>
    public async Task GrabAsync(CancellationToken stopping)
    {
        try
        {
            await election.GrabAsync(stopping);
        }
        catch (Exception refused) when (refused is ControlRefusedException or BackendException)
        {
            // A server that is there is worth more than one that leads or is not.
            logger.ElectionNotGrabbed(refused.Message.TrimEnd('.'));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops already.
        }
    }
}
