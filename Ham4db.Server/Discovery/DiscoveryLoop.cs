using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Discovery.Resolving;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery;

/// <summary>Keeps polling: starts from what was stored, puts every instance in the queue when its time has come, and runs the workers that probe.</summary>
internal sealed class DiscoveryLoop(
    InstanceDiscovery discovery,
    IInstanceProbe probe,
    DecisionFollower decisions,
    Inventory inventory,
    IInventoryStore store,
    HostnameResolver resolver,
    DiscoveryQueue queue,
    ProbeLedger ledger,
    WantedInstances wanted,
    ForgottenInstances forgotten,
    ILeadership leadership,
    ILiveOptions options,
    TimeProvider time,
    ILogger<DiscoveryLoop> logger) : IHostedService, IDisposable
{
    private const int TicksPerPoll = 10;
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Housekeeping = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _work = Task.CompletedTask;

    private TimeSpan Tick => TimeSpan.FromTicks(
        Math.Clamp(options.Current.Discovery.PollInterval.Ticks / TicksPerPoll, ShortestTick.Ticks, LongestTick.Ticks));

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ReadAllAsync(cancellationToken);
        decisions.Start();
        inventory.Load(stored.Where(instance => !decisions.WasForgotten(instance)));
        foreach (var replica in inventory.Current.Instances.Values.Where(instance => instance.MasterKeyAsGiven.IsValid && instance.MasterKey.IsValid))
        {
            // Else a master that is down when this node starts would be a stranger to its replicas.
            resolver.Remember(replica.MasterKeyAsGiven, replica.MasterKey);
        }

        foreach (var seed in options.Current.Discovery.Seeds)
        {
            wanted.Add(seed);
        }

        if (stored.Count > 0)
        {
            logger.InventoryLoaded(inventory.Current.Instances.Count);
        }

        _work = Task.WhenAll(Workers().Append(PollAsync()));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await discovery.DisposeAsync();
        await _work.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private IEnumerable<Task> Workers()
        => Enumerable.Range(0, options.Current.Discovery.MaxConcurrency).Select(_ => WorkAsync());

    private async Task WorkAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ProbeNextAsync();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ProbeNextAsync()
    {
        var key = await queue.TakeAsync(_stopping.Token);
        try
        {
            await discovery.ProbeQueuedAsync(key, _stopping.Token);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            logger.ProbeBroke(key, unexpected);
        }
        finally
        {
            queue.Release(key);
        }
    }

    private async Task PollAsync()
    {
        var housekept = time.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (leadership.Observes())
                {
                    EnqueueDue();
                }

                await CloseForgottenAsync();
                if (time.GetElapsedTime(housekept) >= Housekeeping)
                {
                    housekept = time.GetTimestamp();
                    KeepHouse();
                }

                await Task.Delay(Tick, time, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception unexpected)
            {
                logger.PollBroke(unexpected);
                await Task.Delay(LongestTick, time, CancellationToken.None);
            }
        }
    }

    private void EnqueueDue()
    {
        // One tick early rather than late, so that an instance in good health is never older than one poll interval.
        var interval = options.Current.Discovery.PollInterval - Tick;
        foreach (var key in inventory.Current.Instances.Keys)
        {
            if (ledger.IsDue(key, interval))
            {
                discovery.Enqueue(key);
            }
        }

        foreach (var key in wanted.Keys)
        {
            if (inventory.Current.Find(resolver.Recall(key)) is not null)
            {
                wanted.Remove(key);
            }
            else if (ledger.IsDue(key, interval))
            {
                discovery.Enqueue(key);
            }
        }
    }

    private async Task CloseForgottenAsync()
    {
        while (decisions.TryTakeForgotten(out var key))
        {
            await probe.ForgetAsync(key);
        }
    }

    private void KeepHouse()
    {
        var unseenSince = time.GetUtcNow() - options.Current.Discovery.UnseenForget;
        foreach (var (key, instance) in inventory.Current.Instances)
        {
            if (instance.LastSeen < unseenSince && !instance.IsLastCheckValid)
            {
                decisions.Forget(key, $"not seen since {instance.LastSeen:u}");
            }
        }

        ledger.Prune(inventory.Current);
        forgotten.Prune();
    }
}
