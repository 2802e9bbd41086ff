using System.Buffers;
using System.Threading.Channels;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Carries committed entries into the backend database. Condition 1: not the library's simple state machine, which keeps a half received
/// snapshot as a whole one, lets each snapshot stall all commits, and offers the newest at once, so that a node which is a few entries
/// behind is sent all of it. Here a snapshot is written in the background, appears whole or not at all, and the newest stays hidden until
/// the next one is there.
/// </summary>
internal sealed class DecidedStateMachine(
    IDecidedLedger ledger, SnapshotDirectory snapshots, OriginCheck origin, RaftTuning tuning, TimeSpan patience, INodeExit exit, TimeProvider time, ILogger logger)
    : IStateMachine, IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _mayApply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SnapshotInstall _install = new(ledger, snapshots, origin, patience, exit, time);
    private readonly Lock _gate = new();
    private volatile SnapshotFile? _offered;
    private volatile SnapshotFile? _hidden;
    private Task<Exception?> _writing = Task.FromResult<Exception?>(null);
    private readonly Channel<LiveEntry> _live = Channel.CreateUnbounded<LiveEntry>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private long _replayedTo = long.MaxValue;
    private long _yieldIndex;
    private int _entries;
    private long _bytes;

    public ISnapshot? Snapshot => _offered;

    /// <summary>
    /// The commands that are committed while this node runs, in order. One that this node's log held when it was opened is not among them, nor
    /// one of a snapshot.
    /// </summary>
    public ChannelReader<LiveEntry> Live => _live.Reader;

    /// <summary>Index of the newest <see cref="Yield"/> that was applied since this node runs; 0 when there was none.</summary>
    public long YieldIndex => Volatile.Read(ref _yieldIndex);

    /// <summary>How often the offered snapshot was sent: many times to a node that already has it is a known way to get stuck.</summary>
    public int TimesOfferedSent => _offered?.TimesSent ?? 0;

    /// <summary>The last entry of the offered snapshot; 0 when there is none.</summary>
    public long OfferedIndex => _offered?.Index ?? 0;

    /// <summary>Whether a snapshot of the leader is being prepared.</summary>
    public bool IsPreparing => _install.IsPreparing;

    /// <summary>Index of the last applied command; entries without one are not counted.</summary>
    public long AppliedIndex => ledger.Position.Index;

    /// <summary>
    /// Makes database and snapshots agree: a database that is behind is filled from the newest snapshot. The older one is offered, since the
    /// log reaches back to it.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var files = snapshots.Open();
        if (files.Count > 0 && files[^1].Index > ledger.Position.Index)
        {
            var (state, position) = SnapshotDirectory.Read(files[^1]);
            await ledger.RestoreAsync(state, position, cancellationToken);
            logger.RestoredFromSnapshot(position.Index);
        }

        _offered = files.Count > 0 ? files[0] : null;
        _hidden = files.Count > 1 ? files[^1] : null;
    }

    /// <summary>Makes a log that has lost its entries begin where the database is: what the database holds was committed.</summary>
    public void BeginAtDatabase()
    {
        var (state, position) = ledger.Checkpoint;
        snapshots.RemoveBefore(long.MaxValue);
        _hidden = null;
        _offered = position.Index > 0 ? snapshots.Write(DecidedSnapshot.Write(state, position), position) : null;
    }

    /// <summary>Lets entries through: the log has been found undamaged.</summary>
    public void AllowApply() => _mayApply.TrySetResult();

    /// <summary>The log was opened, and ended at <paramref name="index"/>: what comes later is news.</summary>
    public void ReplayedTo(long index) => Volatile.Write(ref _replayedTo, index);

    public async ValueTask<long> ApplyAsync(LogEntry entry, CancellationToken token)
    {
        await _mayApply.Task.WaitAsync(token);
        if (entry.IsSnapshot)
        {
            return await InstallAsync(entry, token);
        }

        // The members are fixed by the configuration; what the log says of them is kept by the library.
        if (entry.IsConfiguration || entry.Length is null or 0)
        {
            return entry.Index;
        }

        // Already stored, in the transaction that stored the index: a replay after a restart.
        if (entry.Index <= ledger.Position.Index)
        {
            return ledger.Position.Index;
        }

        try
        {
            await StoreAsync(entry, token);
            return entry.Index;
        }
        catch (UndecodableCommandException unknown)
        {
            exit.Exit($"Entry {entry.Index} of the raft log stops this node. {unknown.Message}");
            throw;
        }
        catch (IOException refused)
        {
            exit.Exit($"Entry {entry.Index} of the raft log could not be stored within BackendRetrySeconds, so that this node would fall behind without end. {refused.Message}");
            throw;
        }
    }

    public ValueTask ReclaimGarbageAsync(long watermark, CancellationToken token)
    {
        snapshots.RemoveBefore(watermark);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a snapshot of now and offers it at once.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public async Task OfferFreshAsync()
    {
        var (state, position) = ledger.Checkpoint;
        if (await WriteAsync(state, position, newest => (_offered, _hidden) = (newest, null)) is { } failed)
        {
            throw new IOException(failed.Message, failed);
        }

        // Nothing new since the last one, which may be hidden still.
        lock (_gate)
        {
            (_offered, _hidden) = (_hidden ?? _offered, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _install.DisposeAsync();
        await _writing;
    }

    // A database that is away for a moment must not cost the node: the entries wait, in order, and BackendWatch sees to it that the node does not lead.
    private async Task StoreAsync(LogEntry entry, CancellationToken token)
    {
        await _install.Applying.WaitAsync(token);
        try
        {
            await StoreAloneAsync(entry, token);
        }
        finally
        {
            _install.Applying.Release();
        }
    }

    private async Task StoreAloneAsync(LogEntry entry, CancellationToken token)
    {
        var since = time.GetTimestamp();
        var isSaid = false;
        while (entry.Index > ledger.Position.Index)
        {
            try
            {
                await ApplyCommandAsync(entry, token);
                return;
            }
            catch (IOException refused) when (time.GetElapsedTime(since) < tuning.BackendRetry)
            {
                if (!isSaid)
                {
                    isSaid = true;
                    logger.EntryWaits(entry.Index, refused.Message);
                }

                await Task.Delay(RetryPause, time, token);
            }
        }
    }

    private async Task ApplyCommandAsync(LogEntry entry, CancellationToken token)
    {
        var position = new LogPosition(entry.Index, entry.Term);
        var envelope = Decode(entry);
        origin.CheckCommitted(envelope.ClusterId);
        var result = await ledger.ApplyAsync(position, envelope, token);
        if (envelope.Command is Yield or YieldByHint)
        {
            Volatile.Write(ref _yieldIndex, position.Index);
        }

        if (envelope.Command is Signal signal && entry.Index > Volatile.Read(ref _replayedTo))
        {
            _live.Writer.TryWrite(new LiveEntry(position, signal, entry.Context is PendingCommand));
        }

        if (entry.Context is PendingCommand pending)
        {
            pending.Result = result;
        }

        _entries++;
        _bytes += entry.Length ?? 0;
        if ((_entries >= tuning.SnapshotEntries || _bytes >= tuning.SnapshotBytes) && _writing.IsCompleted)
        {
            (_entries, _bytes) = (0, 0);
            // The state is immutable: holding it is the copy.
            var (state, applied) = ledger.Checkpoint;
            _ = WriteAsync(state, applied, newest => (_offered, _hidden) = (_hidden ?? _offered, newest));
        }
    }

    private static CommandEnvelope Decode(LogEntry entry)
    {
        entry.TryGetPayload(out var payload);
        return CommandCodec.Decode(payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray());
    }

    // One after the other: what is offered must never go back to an older one, since the log is cut at it.
    private Task<Exception?> WriteAsync(DecidedState state, LogPosition position, Action<SnapshotFile> keep)
    {
        lock (_gate)
        {
            var before = _writing;
            return _writing = Task.Run(async () =>
            {
                await before;
                return Save(state, position, keep);
            });
        }
    }

    /// <returns>Why it could not be written; null when it was, or a newer one is there.</returns>
    private Exception? Save(DecidedState state, LogPosition position, Action<SnapshotFile> keep)
    {
        if (position.Index <= (_hidden ?? _offered)?.Index)
        {
            return null;
        }

        try
        {
            var newest = snapshots.Write(DecidedSnapshot.Write(state, position), position);
            lock (_gate)
            {
                keep(newest);
            }

            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // The log just grows until the next one succeeds.
            logger.SnapshotFailed(position.Index, failed.Message);
            return failed;
        }
    }

    private async ValueTask<long> InstallAsync(LogEntry entry, CancellationToken token)
    {
        var file = await _install.TakeAsync(entry, token);
        await _writing;
        // What is installed must be offered at once: the log takes its own new beginning from it.
        lock (_gate)
        {
            (_offered, _hidden) = (file, null);
        }

        // The next start offers the oldest: a log that begins here would be taken for one that has lost what is between the two.
        snapshots.RemoveBefore(file.Index);
        (_entries, _bytes) = (0, 0);
        logger.InstalledSnapshot(file.Index);
        return file.Index;
    }
}
