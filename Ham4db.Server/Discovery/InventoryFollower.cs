using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Discovery;

/// <summary>On a server that does not probe itself: reads at each poll what the leader has stored, so that reads are at most one poll old.</summary>
internal sealed class InventoryFollower(
    Inventory inventory,
    IInventoryStore store,
    DecisionFollower decisions,
    HostnameResolver resolver,
    ILeadership leadership,
    ILiveOptions options,
    TimeProvider time,
    ILogger<InventoryFollower> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private bool _isFailing;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.IsShared)
        {
            _loop = RunAsync();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (!leadership.Observes())
                {
                    await FollowAsync(_stopping.Token);
                }

                // Half of one poll here and half for the leader to store it.
                await Task.Delay(options.Current.Discovery.PollInterval / 2, time, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (IOException failure)
            {
                await FailAsync(failure);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ReadAllAsync(cancellationToken);
        if (leadership.Observes())
        {
            // It has become the leader while it read: what it sees itself is newer.
            return;
        }

        inventory.Follow(stored.Where(instance => !decisions.WasForgotten(instance)));
        foreach (var replica in stored.Where(instance => instance.MasterKeyAsGiven.IsValid && instance.MasterKey.IsValid))
        {
            resolver.Remember(replica.MasterKeyAsGiven, replica.MasterKey);
        }

        _isFailing = false;
    }

    private async Task FailAsync(IOException failure)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            logger.InventoryNotFollowed(failure.Message);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
    }
}
