using System.Collections.Concurrent;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Discovery;

/// <summary>Probes servers, keeps what was seen, and follows replication to further ones.</summary>
internal sealed class InstanceDiscovery(
    IInstanceProbe probe,
    Observations observations,
    HostnameResolver resolver,
    DiscoveryQueue queue,
    ProbeLedger ledger,
    ForgottenInstances forgotten,
    DiscoveryFilters filters,
    ILiveOptions options,
    ILogger<InstanceDiscovery> logger) : IInstanceDiscovery, IAsyncDisposable
{
    private readonly ConcurrentDictionary<InstanceKey, Task<Instance>> _running = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <inheritdoc/>
    public async Task<Instance> ProbeAsync(InstanceKey key, CancellationToken cancellationToken)
    {
        var known = resolver.IsStale(key) ? key : await resolver.ResolveAsync(key, cancellationToken);
        if (!known.IsValid)
        {
            throw new ProbeFailedException(key, $"{key} cannot be connected to: it is not a host name and a port from 1 to 65535.");
        }

        return await Share(known).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Enqueue(InstanceKey key)
    {
        if (key.IsValid && !queue.TryAdd(key, IsFailing(key)))
        {
            logger.QueueFull(queue.Capacity);
        }
    }

    /// <summary>Probes a server that waited in the queue, unless it is to be left alone.</summary>
    public async Task ProbeQueuedAsync(InstanceKey key, CancellationToken cancellationToken)
    {
        if (forgotten.Contains(key) || filters.IgnoresInstance(key))
        {
            return;
        }

        try
        {
            await ProbeAsync(key, cancellationToken);
        }
        catch (ProbeFailedException failure)
        {
            logger.ProbeFailed(failure.Message);
        }
    }

    /// <summary>Cancels the probes under way and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var running in _running.Values)
        {
            await running.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private bool IsFailing(InstanceKey key) => observations.IsFailing(key) ?? ledger.WasProbed(key);

    private Task<Instance> Share(InstanceKey key)
    {
        var mine = new TaskCompletionSource<Instance>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shared = _running.GetOrAdd(key, mine.Task);
        if (ReferenceEquals(shared, mine.Task))
        {
            _ = CompleteAsync(key, mine);
        }

        return shared;
    }

    private async Task CompleteAsync(InstanceKey key, TaskCompletionSource<Instance> outcome)
    {
        var run = RunAsync(key);
        await run.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _running.TryRemove(key, out _);
        outcome.SetFromTask(run);
    }

    private async Task<Instance> RunAsync(InstanceKey key)
    {
        ledger.Start(key);
        try
        {
            var seen = await probe.ReadAsync(key, observations.Current, _stopping.Token);
            if (seen.Key != key)
            {
                ledger.Start(seen.Key);
                await probe.ForgetAsync(key);
            }

            var kept = observations.Keep(key, seen);
            Follow(kept);
            return kept;
        }
        catch (ProbeFailedException failure)
        {
            observations.KeepFailure(key, failure);
            throw;
        }
    }

    private void Follow(Instance instance)
    {
        if (forgotten.Contains(instance.Key))
        {
            return;
        }

        foreach (var replica in instance.Replicas)
        {
            EnqueueUnknown(replica, filters.IgnoresReplica);
        }

        foreach (var member in instance.Group.Members)
        {
            EnqueueUnknown(member, filters.IgnoresReplica);
        }

        EnqueueUnknown(instance.MasterKey, filters.IgnoresMaster);
        if (resolver.IsStale(instance.MasterKeyAsGiven) && ledger.IsDue(instance.MasterKeyAsGiven, options.Current.Discovery.PollInterval))
        {
            Enqueue(instance.MasterKeyAsGiven);
        }
    }

    // Known ones have their own polls; an unknown one that did not answer is tried at most once in a poll interval.
    private void EnqueueUnknown(InstanceKey key, Func<InstanceKey, bool> isIgnored)
    {
        if (key.IsValid && observations.IsFailing(key) is null && !isIgnored(key) && !forgotten.Contains(key)
            && ledger.IsDue(key, options.Current.Discovery.PollInterval))
        {
            Enqueue(key);
        }
    }
}
