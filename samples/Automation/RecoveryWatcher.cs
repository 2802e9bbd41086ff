using Ham4db.Client;
using Ham4db.Client.Contract;
using Microsoft.Extensions.Options;

namespace Ham4db.Samples.Automation;

/// <summary>Tells when a recovery begins and when it ends.</summary>
internal sealed class RecoveryWatcher(
    IHam4dbClient client, Happenings happenings, IOptions<AutomationOptions> options, TimeProvider time, ILogger<RecoveryWatcher> logger)
    : BackgroundService
{
    // Whether each recovery of the newest page has ended.
    private Dictionary<string, bool>? _known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, time);
        do
        {
            try
            {
                // The newest twenty; the SDK asks whoever leads now, so a change of leader is nothing to handle here.
                Compare(await client.Audit.RecoveriesAsync(cancellationToken: stoppingToken));
            }
            catch (Ham4dbException exception)
            {
                logger.NotAnswered(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Compare(IReadOnlyList<TopologyRecovery> newest)
    {
        // Those that had ended before this service began are history; those that still run are not.
        var isFirst = _known is null;
        var known = _known ?? [];
        foreach (var recovery in newest.Reverse())
        {
            var isKnown = known.TryGetValue(recovery.UID, out var hadEnded);
            if (!isKnown && !(isFirst && HasEnded(recovery)))
            {
                happenings.Tell(Happening.RecoveryBegan(recovery));
            }

            if (HasEnded(recovery) && (isKnown ? !hadEnded : !isFirst))
            {
                happenings.Tell(Happening.RecoveryEnded(recovery));
            }
        }

        _known = newest.DistinctBy(recovery => recovery.UID).ToDictionary(recovery => recovery.UID, HasEnded);
        if (isFirst)
        {
            logger.Watching(newest.Count);
        }
    }

    private static bool HasEnded(TopologyRecovery recovery) => recovery.RecoveryEndTimestamp.Length > 0;
}
