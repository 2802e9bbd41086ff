using Ham4db.Client;
using Ham4db.Client.Leadership;

namespace Ham4db.Samples.Automation;

/// <summary>Tells each change of the leader, as it happens.</summary>
internal sealed class LeaderWatcher(IHam4dbClient client, Happenings happenings, ILogger<LeaderWatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Leader? known = null;
        await foreach (var leader in client.WatchLeaderAsync(stoppingToken))
        {
            if (known is null)
            {
                logger.Leads(leader.Endpoint, leader.Term);
            }
            else
            {
                happenings.Tell(Happening.LeaderChanged(known, leader));
            }

            known = leader;
        }
    }
}
