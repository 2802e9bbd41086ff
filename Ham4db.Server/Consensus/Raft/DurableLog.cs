using DotNext.IO.Log;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>The raft log on disk, set up so that what was acknowledged outlives the machines that acknowledged it.</summary>
internal sealed class DurableLog(string directory, DecidedStateMachine machine, OriginCheck origin)
    : WriteAheadLog(OptionsFor(directory), machine), IAuditTrail<IRaftLogEntry>
{
    private Task? _initialized;
    private long _knownTerm;

    /// <summary>The current term.</summary>
    public long Term => ((IPersistentState)this).Term;

    /// <summary>Looks whether a term begins right after an entry.</summary>
    /// <param name="index">The entry.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The term of the next entry, when it is a later one; 0 when it is not, or one of the two is not in the log any more.</returns>
    public async ValueTask<long> TermBegunAfterAsync(long index, CancellationToken cancellationToken)
    {
        if (index < 1 || index >= LastEntryIndex)
        {
            return 0;
        }

        using var entries = await ReadAsync(index, index + 1, cancellationToken);
        return entries.Count == 2 && !entries[0].IsSnapshot && entries[0].Index == index && entries[1].Term > entries[0].Term ? entries[1].Term : 0;
    }

    /// <summary>
    /// Finds out whether the file with term and vote was lost while the log was not: then votes nobody in the terms in which this node may have
    /// voted before, since a second vote can make a second leader. To be called before the node joins.
    /// </summary>
    /// <param name="known">The latest term that the database knows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The term that the node goes on in; null when nothing was lost.</returns>
    public async ValueTask<long?> AbstainIfVoteWasLostAsync(long known, CancellationToken cancellationToken)
    {
        if (LastEntryIndex > 0)
        {
            using var entries = await ReadAsync(LastEntryIndex, LastEntryIndex, cancellationToken);
            known = Math.Max(known, entries[^1].Term);
        }

        if (Term >= known)
        {
            return null;
        }

        // The term of its last entry, that of an election after it which this node voted in, and one more in case that one failed.
        var abstained = known + 2;
        IPersistentState state = this;
        await state.UpdateTermAsync(abstained, true, cancellationToken);
        await state.UpdateVotedForAsync(new ClusterMemberId(stackalloc byte[ClusterMemberId.Size]), cancellationToken);
        return abstained;
    }

    /// <inheritdoc/>
    /// <remarks>Called twice: once to find damage before the node joins, once by the cluster when it starts.</remarks>
    public override Task InitializeAsync(CancellationToken token = default) => _initialized ??= VerifyAsync(token);

    // Condition 2: a follower flushes before it acknowledges. The base class acknowledges what is still in memory; killing the leader and
    // that follower together then loses writes that a client was told are safe.
    async ValueTask IAuditTrail<IRaftLogEntry>.AppendAsync<TEntry>(
        ILogEntryProducer<TEntry> entries, long startIndex, bool skipCommitted, CancellationToken token)
    {
        var any = entries.RemainingCount > 0;
        if (any && _knownTerm != Term && origin.KnowsOwn)
        {
            var received = await ReceivedEntry.ReadAllAsync(entries, token);
            CheckOrigin(received);
            await AppendAsync(new ReceivedEntry.Producer(received), startIndex, skipCommitted, token);
        }
        else
        {
            await AppendAsync(entries, startIndex, skipCommitted, token);
        }

        if (any)
        {
            await FlushAsync(token);
        }
    }

    // All that comes in one term comes from one leader, so that its first command tells where the others are from. Before it is stored: what
    // is in the log is committed by the next leader, whoever that is.
    private void CheckOrigin(IReadOnlyList<ReceivedEntry> received)
    {
        var term = Term;
        if (received.Where(entry => entry.IsCommand).Any(entry => origin.IsOwn(entry.Content)))
        {
            _knownTerm = term;
        }
    }

    private static Options OptionsFor(string directory) => new()
    {
        Location = directory,
        // Condition 3: without a hash, damaged files are taken for good ones and served.
        HashAlgorithm = IntegrityHashAlgorithm.Crc32,
        // Condition 4: with shared memory a full disk kills the process by a bus error; with private memory it is an exception.
        MemoryManagement = MemoryManagementStrategy.PrivateMemory,
        // Condition 5: the default of one memory page makes one file for each twenty entries. Cannot be changed for an existing log.
        ChunkSize = 1024 * 1024,
    };

    // The base method compares all hashes before its first wait, so that the task has failed by now if one does not match; only then may
    // entries be applied, which the base class begins to do as soon as it is constructed.
    private async Task VerifyAsync(CancellationToken token)
    {
        var verified = base.InitializeAsync(token);
        if (!verified.IsFaulted)
        {
            machine.AllowApply();
        }

        await verified;
    }
}
