using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Discovery;

/// <summary>Writes the inventory behind to the backend, in batches. What cannot be written stays noted, and is written with its newest content.</summary>
internal sealed class InventoryWriter(
    Inventory inventory, IInventoryStore store, ILeadership leadership, ILiveOptions options, TimeProvider time, ILogger<InventoryWriter> logger) : IHostedService, IDisposable
{
    private const int RowsPerBatch = 1000;
    private const int PollsBetweenRefreshes = 10;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<InstanceKey> _unwritten = [];
    private readonly Dictionary<InstanceKey, Written> _written = [];
    private Task _loop = Task.CompletedTask;
    private bool _isFailing;
    private long _term;

    // Who reads what is stored here must not see it older than one poll.
    private TimeSpan RefreshInterval
        => store.IsShared ? options.Current.Discovery.PollInterval : Leisurely;

    private TimeSpan Leisurely
        => PollsBetweenRefreshes * options.Current.Discovery.PollInterval is var polls && polls < LongestRefresh ? polls : LongestRefresh;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = RunAsync();
        return Task.CompletedTask;
    }

    /// <summary>Writes what is left, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellationToken);
        await WriteAsync(everything: true, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await (_isFailing
                    ? Task.Delay(RetryDelay, time, _stopping.Token)
                    : inventory.WaitForChangeAsync(_stopping.Token));
                await Task.Delay(Gathering, time, _stopping.Token);
                await WriteAsync(everything: false, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception unexpected)
            {
                logger.WriterBroke(unexpected);
                _isFailing = true;
            }
        }
    }

    private async Task WriteAsync(bool everything, CancellationToken cancellationToken)
    {
        _unwritten.UnionWith(inventory.TakeTouched());
        var snapshot = inventory.Current;
        if (!leadership.Observes())
        {
            // Another server stores what it sees; this one's view is that, read back.
            _unwritten.Clear();
            _written.Clear();
            return;
        }

        if (store.IsShared && leadership.Current.Term is var term && term != _term)
        {
            // A new term may mean another database, which may lack what this server stored last.
            _term = term;
            _written.Clear();
            _unwritten.UnionWith(snapshot.Instances.Keys);
        }

        var due = _unwritten.Where(key => everything || IsDue(key, snapshot.Find(key))).ToList();
        foreach (var batch in due.Chunk(RowsPerBatch))
        {
            if (!await TryWriteAsync(batch, snapshot, cancellationToken))
            {
                return;
            }
        }

        if (_isFailing)
        {
            _isFailing = false;
            logger.InventoryStoredAgain(due.Count);
        }
    }

    private async Task<bool> TryWriteAsync(InstanceKey[] batch, InventorySnapshot snapshot, CancellationToken cancellationToken)
    {
        var changed = batch.Select(snapshot.Find).OfType<Instance>().ToList();
        var removed = batch.Where(key => snapshot.Find(key) is null).ToList();
        try
        {
            await store.WriteAsync(changed, removed, cancellationToken);
        }
        catch (IOException failure)
        {
            if (!_isFailing)
            {
                logger.InventoryNotStored(failure.Message);
            }

            _isFailing = true;
            return false;
        }

        _unwritten.ExceptWith(batch);
        var now = time.GetTimestamp();
        changed.ForEach(instance => _written[instance.Key] = new Written(instance, now));
        removed.ForEach(key => _written.Remove(key));
        return true;
    }

    // What moves at every poll is refreshed now and then; everything else is written at once.
    private bool IsDue(InstanceKey key, Instance? instance)
        => instance is null
            || !_written.TryGetValue(key, out var written)
            || InventoryChange.IsMaterial(written.Instance, instance)
            || time.GetElapsedTime(written.At) >= RefreshInterval;

    private readonly record struct Written(Instance Instance, long At);
}
