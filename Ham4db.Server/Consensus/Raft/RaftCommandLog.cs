using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Brings commands into the raft log, and tells apart what was surely not taken from what may still be committed.</summary>
internal sealed class RaftCommandLog(RaftCluster cluster, DurableLog log, LeadershipBoard board, SubmissionGate gate, IDecidedStore store)
{
    // One for all that is decided before the first of it is applied.
    private readonly string _newCluster = Guid.NewGuid().ToString("N");

    public async ValueTask<CommandResult> SubmitAsync(CommandEnvelope command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!gate.TryEnter())
        {
            throw new NotLeaderException(board.Current);
        }

        try
        {
            return await AppendAsync(command, cancellationToken);
        }
        finally
        {
            gate.Leave();
        }
    }

    /// <summary>Submits a command past the gate: the one that the gate was closed for.</summary>
    public async ValueTask<CommandResult> AppendAsync(CommandEnvelope command, CancellationToken cancellationToken)
    {
        // Token before term: if leadership changes in between, the token is cancelled and the entry with the old term is not appended.
        var leadership = RaftWatch.LeadershipOf(cluster);
        if (leadership.IsCancellationRequested)
        {
            throw new NotLeaderException(board.Current);
        }

        // A node leads once it has applied all that was committed before, so that only a cluster without any identity is given one here.
        var content = CommandCodec.Encode(command with { ClusterId = store.Current.ClusterId ?? _newCluster });
        var pending = new PendingCommand();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(leadership, cancellationToken);
        try
        {
            await cluster.ReplicateAsync(new BinaryLogEntry { Term = log.Term, Content = content, Context = pending }, both.Token);
        }
        catch (DotNext.Net.Cluster.Consensus.Raft.NotLeaderException refused) when (refused.InnerException is null)
        {
            throw new NotLeaderException(board.Current);
        }
        catch (Exception lost) when (lost is OperationCanceledException || RaftFaults.IsExpected(lost))
        {
            throw new CommandOutcomeUnknownException(
                cancellationToken.IsCancellationRequested
                    ? "The wait for a majority of the nodes ended before the change was known to be committed: it may still take effect."
                    : $"This node lost its leadership before the change was known to be committed: it may still take effect. ({lost.GetType().Name})",
                lost);
        }

        return pending.Result
            ?? throw new CommandOutcomeUnknownException("The change was committed, but its result was not seen on this node.");
    }
}
