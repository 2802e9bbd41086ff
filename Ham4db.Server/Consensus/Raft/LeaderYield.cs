using System.Net;
using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Hands this node's leadership over, in an order that leaves no caller with an unknown outcome and no moment with two leaders: look whether the
/// other can lead; let in no more commands and see those inside to their end; drop the lease; say so in the log; let every node play its part.
/// Until the lease is dropped anything that fails changes nothing; after it, this node leads no more, and anyone may be elected.
/// </summary>
internal sealed class LeaderYield(
    RaftCluster cluster, LeaderLease lease, RaftCommandLog commands, SubmissionGate gate, MemberSurvey survey, Handover handover,
    LeadershipBoard board, PeerBook peers, IPeerCalls calls, RaftWatch watch, RaftTimings timings, EndPoint own, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>Beyond the time in which the chosen node is elected: for machines that are busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The chosen node has the proof a moment after it is elected.</summary>
    private static readonly TimeSpan ProofRecheck = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _part = Task.CompletedTask;

    /// <summary>Hands over to one node.</summary>
    /// <exception cref="ControlRefusedException">It is no member or could not lead, and nothing was done; or it did not win.</exception>
    /// <exception cref="NotLeaderException">This node does not lead.</exception>
    public async Task ToAsync(EndPoint target, CancellationToken cancellationToken)
    {
        if (!cluster.Members.Any(member => member.EndPoint.Equals(target)))
        {
            throw ControlRefusedException.BadArgument(
                $"Cannot yield: {target.ToText()} is no member; the members are {EndPointText.Join(cluster.Members.Select(member => member.EndPoint))}. Nothing was done.");
        }

        CheckLeads();
        if (!target.Equals(own))
        {
            var found = (await survey.AskAsync([target], cancellationToken))[0];
            await HandOverAsync(found, node => new Yield(node), cancellationToken);
        }
    }

    /// <summary>Hands over to the node with most of the log among those whose raft or HTTP address contains a text.</summary>
    /// <exception cref="ControlRefusedException">No member's does, or none of them could lead, and nothing was done; or it did not win.</exception>
    /// <exception cref="NotLeaderException">This node does not lead.</exception>
    public async Task ToHintAsync(string hint, Uri ownUri, CancellationToken cancellationToken)
    {
        CheckLeads();
        await survey.LearnAsync(cancellationToken);
        var fitting = cluster.Members
            .Select(member => member.EndPoint)
            .Where(address => Fits(address.ToText()) || Fits((address.Equals(own) ? ownUri : peers.Find(address))?.Authority ?? string.Empty))
            .ToList();
        if (fitting.Count == 0)
        {
            throw ControlRefusedException.BadArgument(
                $"Cannot yield: no member's address contains \"{hint}\"; the members are {EndPointText.Join(cluster.Members.Select(member => member.EndPoint))}. Nothing was done.");
        }

        if (!fitting.Contains(own))
        {
            await HandOverAsync(await BestAsync(fitting, cancellationToken), node => new YieldByHint(hint, node), cancellationToken);
        }

        bool Fits(string address) => address.Contains(hint, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Hands over to the other node with most of the log.</summary>
    /// <exception cref="ControlRefusedException">None could lead, and nothing was done; or it did not win.</exception>
    /// <exception cref="NotLeaderException">This node does not lead.</exception>
    public async Task ToAnyAsync(CancellationToken cancellationToken)
    {
        CheckLeads();
        var others = cluster.Members.Where(member => member.IsRemote).Select(member => member.EndPoint).ToList();
        if (others.Count == 0)
        {
            throw ControlRefusedException.Conflict("Cannot yield: this node is the only member. Nothing was done.");
        }

        await HandOverAsync(await BestAsync(others, cancellationToken), node => new Yield(node), cancellationToken);
    }

    /// <summary>Ends this node's part in a handover that is under way. To be called before the node stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await _part;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }

        handover.Dispose();
        _stopping.Dispose();
        _one.Dispose();
    }

    private async Task<SurveyedMember> BestAsync(IReadOnlyList<EndPoint> among, CancellationToken cancellationToken)
    {
        var found = await survey.AskAsync(among, cancellationToken);
        return found.Where(member => member.Hindrance is null).MaxBy(member => member.AppliedIndex)
            ?? found[0] with { Hindrance = string.Join("; ", found.Select(member => member.Hindrance)) };
    }

    private void CheckLeads()
    {
        if (RaftWatch.LeadershipOf(cluster).IsCancellationRequested)
        {
            throw new NotLeaderException(board.Current);
        }
    }

    private async Task HandOverAsync(SurveyedMember target, Func<string, Command> word, CancellationToken cancellationToken)
    {
        if (target.Hindrance is { } hindrance)
        {
            throw ControlRefusedException.Conflict($"Cannot yield: {hindrance}. Nothing was done.");
        }

        if (!survey.HasQuorum())
        {
            throw ControlRefusedException.Conflict("Cannot yield: too few members are in touch with this one to elect another leader. Nothing was done.");
        }

        if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            throw ControlRefusedException.Conflict("Cannot yield: this node hands over already. Nothing was done.");
        }

        try
        {
            await DrainAsync(cancellationToken);
            await SayAsync(target.Address, word(target.Address.ToText()));
            await SeeElectedAsync(target.Address, cancellationToken);
        }
        finally
        {
            gate.Open();
            _one.Release();
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await gate.Close().WaitAsync(timings.UpperElection, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw ControlRefusedException.Conflict("Cannot yield: changes under way do not come to their end. Nothing was done: try again.");
        }
    }

    // Nothing in here is given up half-way because a caller hung up.
    private async Task SayAsync(EndPoint target, Command word)
    {
        var leadership = RaftWatch.LeadershipOf(cluster);
        var term = board.Current.Term;
        if (leadership.IsCancellationRequested || !lease.TryRenounce(leadership))
        {
            throw ControlRefusedException.Conflict("Cannot yield: this node has no proof at this moment that it leads. Nothing was done: try again.");
        }

        try
        {
            using var limit = new CancellationTokenSource(timings.UpperElection, time);
            await commands.AppendAsync(new CommandEnvelope(Guid.NewGuid(), null, null, time.GetUtcNow(), word), limit.Token);

            // The others act when they know that the word is committed, and would know that with the next heartbeat only.
            await cluster.ForceReplicationAsync(limit.Token);
            logger.HandsOver(target.ToText(), term);
        }
        catch (Exception lost) when (lost is NotLeaderException or CommandOutcomeUnknownException or OperationCanceledException || RaftFaults.IsExpected(lost))
        {
            // The word may be committed or not: this node stands aside in either case, since it claims the lease no more.
            logger.HandsOverUnheard(target.ToText(), lost.Message);
        }

        _part = handover.PlayAsync(target, term, _stopping.Token);
        watch.Ring();
    }

    private async Task SeeElectedAsync(EndPoint target, CancellationToken cancellationToken)
    {
        var wanted = target.ToText();
        using var limit = new CancellationTokenSource(handover.Limit + Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var view = board.Current;
            while (view.LeaderAddress.Length == 0 || view.LeaderAddress == own.ToText())
            {
                view = await board.WaitForChangeAsync(view, both.Token);
            }

            if (view.LeaderAddress != wanted)
            {
                throw ControlRefusedException.Failed($"This node gave its leadership up, and {view.LeaderAddress} was elected in place of {wanted}.");
            }

            while (peers.Find(target) is { } uri && !await calls.LeadsAsync(uri, both.Token))
            {
                await Task.Delay(ProofRecheck, time, both.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ControlRefusedException.Failed(board.Current.LeaderAddress == wanted
                ? $"This node gave its leadership up, and {wanted} was elected, but could not prove in time that it leads."
                : $"This node gave its leadership up, and neither {wanted} nor another node was elected in time.");
        }
    }
}
