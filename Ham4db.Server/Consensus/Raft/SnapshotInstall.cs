using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Takes a snapshot that the leader sends. The leader waits no longer than for any request, and what it does not hear in time it sends again;
/// a node that has taken it meanwhile refuses it as no news, and the two never part. To read a snapshot and to fill a database with it takes longer than
/// a request may, on a process that has just started above all. So that is done aside: the first time it is sent only begins it, and the
/// leader is refused, at once, until all is ready; the next time there is nothing left to do but to say yes.
/// </summary>
/// <param name="ledger">What is filled.</param>
/// <param name="snapshots">Where the file goes.</param>
/// <param name="origin">Whether it is of this cluster.</param>
/// <param name="patience">How long the leader is made to wait; a fraction of a request.</param>
/// <param name="exit">Ends the process when a newer server wrote the snapshot.</param>
/// <param name="time">The clock.</param>
internal sealed class SnapshotInstall(
    IDecidedLedger ledger, SnapshotDirectory snapshots, OriginCheck origin, TimeSpan patience, INodeExit exit, TimeProvider time)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private volatile Preparation? _preparing;

    /// <summary>Held while the ledger changes: entries of the log may be applied while a snapshot is prepared.</summary>
    public SemaphoreSlim Applying { get; } = new(1, 1);

    /// <summary>Whether a snapshot is being prepared.</summary>
    public bool IsPreparing => _preparing is { File.IsCompleted: false };

    /// <summary>Takes a snapshot; one call at a time.</summary>
    /// <returns>The file, when the database holds what is in it.</returns>
    /// <exception cref="SnapshotNotReadyException">It is not ready yet: to be sent again.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not what it is said to be.</exception>
    /// <exception cref="ForeignLogException">It is of another cluster.</exception>
    /// <exception cref="IOException">The disk or the database did not take it.</exception>
    public async ValueTask<SnapshotFile> TakeAsync(LogEntry entry, CancellationToken cancellationToken)
    {
        var position = new LogPosition(entry.Index, entry.Term);
        if (_preparing is not { } preparing || (preparing.File.IsCompleted && preparing.Position != position))
        {
            var bytes = await entry.ToByteArrayAsync(token: cancellationToken);
            _preparing = preparing = new Preparation(position, Task.Run(() => PrepareAsync(bytes, entry.Index), CancellationToken.None));
        }

        if (preparing.Position == position && await IsReadyAsync(preparing.File, cancellationToken))
        {
            _preparing = null;
            return await preparing.File;
        }

        throw new SnapshotNotReadyException(entry.Index);
    }

    /// <summary>Ends what is being prepared.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_preparing is { } preparing)
        {
            // Whatever became of it: it is sent again.
            await Task.WhenAny(preparing.File);
        }

        _stopping.Dispose();
        Applying.Dispose();
    }

    private async Task<bool> IsReadyAsync(Task<SnapshotFile> file, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(file, Task.Delay(patience, time, limit.Token));
        await limit.CancelAsync();
        return file.IsCompleted;
    }

    private async Task<SnapshotFile> PrepareAsync(byte[] bytes, long index)
    {
        var (state, position) = Read(bytes, index);
        if (position.Index != index)
        {
            throw new InvalidDataException($"The leader sent the snapshot of entry {position.Index} for entry {index}.");
        }

        origin.IsOwn(state.ClusterId);
        // File first: after a crash in between, the next start fills the database from it.
        var file = snapshots.Write(bytes, position);
        await Applying.WaitAsync(_stopping.Token);
        try
        {
            if (ledger.Position.Index < position.Index)
            {
                await ledger.RestoreAsync(state, position, _stopping.Token);
            }
        }
        finally
        {
            Applying.Release();
        }

        return file;
    }

    private (DecidedState State, LogPosition Position) Read(byte[] bytes, long index)
    {
        try
        {
            return DecidedSnapshot.Read(bytes);
        }
        catch (NewerSnapshotException newer)
        {
            exit.Exit($"The leader's snapshot of entry {index} stops this node. {newer.Message}");
            throw;
        }
    }

    private sealed record Preparation(LogPosition Position, Task<SnapshotFile> File);
}
