namespace Ham4db.Server.Hosting;

/// <summary>
/// Keeps the resident memory of a quiet server small. The runtime lets the youngest generation grow with the processor's cache, 16 MB and more
/// on a server's, before it collects; that budget can be set by an environment variable only. Start-up's garbage stays for the same reason:
/// a server that allocates 200 kB a second gives it no cause to be collected.
/// </summary>
internal sealed class MemoryTrim(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private const long Budget = 3 * 1024 * 1024;

    /// <summary>Whether a collection is due: so much was allocated, and the runtime has not collected by itself meanwhile.</summary>
    internal static bool IsDue(long allocatedSince, int collectionsSince) => allocatedSince >= Budget && collectionsSince == 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(StartUp, time, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var (allocated, collections) = Seen();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (allocatedNow, collectionsNow) = Seen();
            if (IsDue(allocatedNow - allocated, collectionsNow - collections))
            {
                GC.Collect(0, GCCollectionMode.Forced);
                (allocated, collections) = Seen();
            }
            else if (collectionsNow != collections)
            {
                (allocated, collections) = (allocatedNow, collectionsNow);
            }
        }
    }

    private static (long Allocated, int Collections) Seen() => (GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
}
