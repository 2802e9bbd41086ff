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
    Succession succession, LeadershipBoard board, PeerBook peers, RaftWatch watch, RaftTimings timings, EndPoint own, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    /// <summary>Beyond the time in which the chosen node is elected: for machines that are busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A lease is renewed without a change of leadership that one could wait for.</summary>
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
            await HandOverAsync(found, node => new Yield(node), target, cancellationToken);
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
            var found = await BestAsync(fitting, cancellationToken);
            await HandOverAsync(found, node => new YieldByHint(hint, node), found.Address, cancellationToken);
        }

        bool Fits(string address) => address.Contains(hint, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Hands over to the other node with most of the log. If yet another is elected instead, that is as good.</summary>
    /// <exception cref="ControlRefusedException">None could lead, and nothing was done; or none was elected.</exception>
    /// <exception cref="NotLeaderException">This node does not lead.</exception>
    public async Task ToAnyAsync(CancellationToken cancellationToken)
    {
        CheckLeads();
        var others = cluster.Members.Where(member => member.IsRemote).Select(member => member.EndPoint).ToList();
        if (others.Count == 0)
        {
            throw ControlRefusedException.Conflict("Cannot yield: this node is the only member. Nothing was done.");
        }

        await HandOverAsync(await BestAsync(others, cancellationToken), node => new Yield(node), wanted: null, cancellationToken);
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

    /// <param name="target">The node that stands for election.</param>
    /// <param name="word">Makes the command that names it.</param>
    /// <param name="wanted">The node that is to lead in the end; null when any other may.</param>
    /// <param name="cancellationToken">Ends the wait for the outcome.</param>
    private async Task HandOverAsync(SurveyedMember target, Func<string, Command> word, EndPoint? wanted, CancellationToken cancellationToken)
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
            var said = () => SayAsync(target.Address, word(target.Address.ToText()), cancellationToken);
            await SeeLedAsync(await said(), said, target.Address, wanted, cancellationToken);
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

    /// <returns>The term that ends.</returns>
    private async Task<long> SayAsync(EndPoint target, Command word, CancellationToken cancellationToken)
    {
        // Token before term: if leadership changes in between, the token is cancelled.
        var leadership = RaftWatch.LeadershipOf(cluster);
        var term = cluster.AuditTrail.Term;
        await RenounceAsync(leadership, cancellationToken);

        // From here on nothing is given up half-way because a caller hung up.
        using var limit = new CancellationTokenSource(timings.UpperElection, time);
        try
        {
            await commands.AppendAsync(new CommandEnvelope(Guid.NewGuid(), null, null, time.GetUtcNow(), word), limit.Token);
            logger.HandsOver(target.ToText(), term);
            await SpreadAsync(target, limit.Token);
        }
        catch (Exception lost) when (lost is NotLeaderException or CommandOutcomeUnknownException)
        {
            // The word may be committed or not: this node stands aside in either case, since it claims the lease no more.
            logger.HandsOverUnheard(target.ToText(), lost.Message);
        }

        _part = handover.PlayAsync(target, term, _stopping.Token);
        watch.Ring();
        return term;
    }

    // The others act when they know that the word is committed, and would know that with the next heartbeat only. The majority that has it may be
    // without the chosen one, which could not be elected then, ever: its log would be behind that of the others.
    private async Task SpreadAsync(EndPoint target, CancellationToken cancellationToken)
    {
        try
        {
            await cluster.ForceReplicationAsync(cancellationToken);
            await survey.ApplyAsync(target, cancellationToken);
        }
        catch (Exception ended) when (ended is OperationCanceledException || RaftFaults.IsExpected(ended))
        {
            // It is elected already, or does not answer; what becomes of it is seen by who leads next.
        }
    }

    // A leader is without proof for a moment after it is elected, and when a round is late.
    private async Task RenounceAsync(CancellationToken leadership, CancellationToken cancellationToken)
    {
        for (var start = time.GetTimestamp(); !lease.TryRenounce(leadership);)
        {
            if (leadership.IsCancellationRequested || time.GetElapsedTime(start) > timings.UpperElection)
            {
                throw ControlRefusedException.Conflict("Cannot yield: this node has no proof at this moment that it leads. Nothing was done: try again.");
            }

            await Task.Delay(ProofRecheck, time, cancellationToken);
        }
    }

    private async Task<long?> SayAgainAsync(Func<Task<long>> sayAgain, CancellationToken cancellationToken)
    {
        try
        {
            return await sayAgain();
        }
        catch (ControlRefusedException)
        {
            // Leadership was lost once more, or is not proved yet: what is seen next says which.
            await Task.Delay(ProofRecheck, time, cancellationToken);
            return null;
        }
    }

    // On a busy machine another node may be elected, by its own timeout. Who asked for a certain one is not served by that: whoever leads then,
    // this node or another, hands over once more.
    private async Task SeeLedAsync(long ended, Func<Task<long>> sayAgain, EndPoint target, EndPoint? wanted, CancellationToken cancellationToken)
    {
        var refusal = string.Empty;
        using var limit = new CancellationTokenSource((handover.Limit * (wanted is null ? 1 : 2)) + Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            while (true)
            {
                var next = await succession.NextAsync(ended, both.Token);
                if (next.LeaderAddress == own.ToText())
                {
                    ended = await SayAgainAsync(sayAgain, both.Token) ?? ended;
                }
                else if (wanted is null || next.LeaderAddress == wanted.ToText())
                {
                    if (await succession.ProvesAsync(next, both.Token))
                    {
                        return;
                    }
                }
                else
                {
                    refusal = await succession.AskAsync(next, wanted, both.Token) is { } reason ? $" {next.LeaderAddress} was elected, and did not hand over to it: {reason}" : string.Empty;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ControlRefusedException.Failed(
                $"This node gave its leadership up, and {(wanted is null ? "no other node" : target.ToText())} did not come to lead in time.{refusal}");
        }
    }
}
