using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>The log, the snapshots and the database of a node, opened so that they agree whatever happened to one of them.</summary>
internal sealed class RaftStorage : IAsyncDisposable
{
    private readonly DataLock _lock;

    private RaftStorage(DataLock held, DurableLog log, DecidedStateMachine machine)
    {
        _lock = held;
        Log = log;
        Machine = machine;
    }

    public DurableLog Log { get; }

    public DecidedStateMachine Machine { get; }

    /// <summary>Opens what is in the directory, repairs what can be repaired, and carries committed entries into the database.</summary>
    /// <exception cref="BackendException">The directory or the database cannot be used.</exception>
    public static async Task<RaftStorage> OpenAsync(
        RaftDirectory directory, IDecidedLedger ledger, RaftTuning tuning, RaftTimings timings, INodeExit exit, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var held = directory.Acquire();
        try
        {
            await FollowIdentityAsync(directory, ledger, time, logger, cancellationToken);
            var origin = new OriginCheck(ledger, exit, tuning, time, logger);
            var (log, machine) = await OpenLogAsync(
                directory,
                () => new DecidedStateMachine(ledger, new SnapshotDirectory(directory.Snapshots, logger), origin, tuning, timings.SnapshotPatience, exit, time, logger),
                origin,
                time,
                logger,
                cancellationToken);
            if (await log.AbstainIfVoteWasLostAsync(ledger.Position.Term, cancellationToken) is { } term)
            {
                logger.VoteLost(directory.Log, term);
            }

            return new RaftStorage(held, log, machine);
        }
        catch (Exception failed)
        {
            held.Dispose();
            if (failed is UnauthorizedAccessException)
            {
                throw new BackendException($"RaftDataDir cannot be used: {failed.Message} Give the server's user access to all of it.", failed);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await Machine.DisposeAsync();
        _lock.Dispose();
    }

    // The database knows which log its position counts in. When that log is gone (the directory was emptied, or belongs to another cluster),
    // the position means nothing: entries of the new log would be taken for applied ones. The node begins anew and is filled by its peers.
    private static async Task FollowIdentityAsync(
        RaftDirectory directory, IDecidedLedger ledger, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var identity = directory.ReadOrCreateIdentity(time.GetUtcNow());
        if (ledger.LogId == identity)
        {
            return;
        }

        var (state, position) = ledger.Checkpoint;
        if (position.Index > 0)
        {
            var copy = new SnapshotDirectory(directory.Replaced, logger);
            copy.Open();
            var file = copy.Write(DecidedSnapshot.Write(state, position), position);
            logger.DecidedStateReplaced(file.Path);
        }

        await ledger.ResetAsync(identity, cancellationToken);
    }

    private static async Task<(DurableLog Log, DecidedStateMachine Machine)> OpenLogAsync(
        RaftDirectory directory, Func<DecidedStateMachine> create, OriginCheck origin, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var machine = create();
        await machine.RestoreAsync(cancellationToken);
        if (await TryOpenAsync(directory, machine, origin, logger, cancellationToken) is { } log)
        {
            return (log, machine);
        }

        var aside = directory.SetLogAside(time.GetUtcNow());
        logger.LogSetAside(aside ?? directory.Log, machine.AppliedIndex);
        machine = create();
        machine.BeginAtDatabase();
        return await TryOpenAsync(directory, machine, origin, logger, cancellationToken) is { } anew
            ? (anew, machine)
            : throw new BackendException($"The raft log in {directory.Log} cannot be opened even when it is empty: check the disk.");
    }

    /// <returns>Null when the log is damaged, or has lost entries that the database holds.</returns>
    private static async Task<DurableLog?> TryOpenAsync(
        RaftDirectory directory, DecidedStateMachine machine, OriginCheck origin, ILogger logger, CancellationToken cancellationToken)
    {
        DurableLog? log = null;
        try
        {
            log = new DurableLog(directory.Log, machine, origin);
            await log.InitializeAsync(cancellationToken);
            machine.ReplayedTo(log.LastEntryIndex);
            if (log.LastEntryIndex >= machine.AppliedIndex)
            {
                return log;
            }

            logger.LogDamaged(directory.Log, $"it ends at entry {log.LastEntryIndex}, the database holds entry {machine.AppliedIndex}");
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            logger.LogDamaged(directory.Log, damaged.Message);
        }
        catch (WriteAheadLog.InternalException failed) when (failed.InnerException is IOException or UndecodableCommandException or ForeignLogException)
        {
            await log!.DisposeAsync();
            throw new BackendException($"The raft log in {directory.Log} cannot be applied: {failed.InnerException.Message}", failed);
        }

        if (log is not null)
        {
            await log.DisposeAsync();
        }

        return null;
    }

    private static bool IsDamage(Exception exception) => exception switch
    {
        WriteAheadLog.HashMismatchException or WriteAheadLog.MissingPageException => true,
        WriteAheadLog.InternalException { InnerException: { } inner } => IsDamage(inner),
        _ => false,
    };
}
