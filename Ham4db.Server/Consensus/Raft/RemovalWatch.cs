using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Notices that this node is no member any more. The library may tell it, or just stop to talk to it: so a node that is without a leader for
/// long asks the others. One that goes on in good faith could do no harm, but would never be right again.
/// </summary>
internal sealed class RemovalWatch(
    RaftCluster cluster, DurableLog log, LeadershipBoard board, PeerBook peers, IPeerCalls calls, RaftDirectory directory, RaftOptions options, RaftTuning tuning, INodeExit exit, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Runs until cancelled, or until it has ended the node. To be started once the leader has made this node a member, though it may not know yet.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var leaderSeen = time.GetTimestamp();
        var wasMember = IsMember();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (board.Current.HasLeader)
            {
                leaderSeen = time.GetTimestamp();
            }

            var isOut = wasMember && !IsMember();
            wasMember |= IsMember();
            if (isOut || (time.GetElapsedTime(leaderSeen) >= tuning.AskIfRemovedAfter && await OthersSaySoAsync(cancellationToken)))
            {
                // Who asked this node to remove itself, as the leader, is still to hear that it is done.
                await Task.Delay(tuning.RemovalGrace, time, cancellationToken);
                directory.MarkRemoved();
                exit.Exit(RemovedMessage(options));
                return;
            }
        }
    }

    /// <summary>What became of this node, and what to do.</summary>
    public static string RemovedMessage(RaftOptions options)
        => $"This node, {options.Advertise.ToText()}, was removed from the raft cluster (raft-remove-peer), or the leader never listed it (RaftNodes), and takes part no more. To make it a member, empty RaftDataDir {options.DataDirectory}, set RaftJoin to the HTTP address of a member, and start it.";

    private bool IsMember() => cluster.Members.Any(member => !member.IsRemote);

    private async Task<bool> OthersSaySoAsync(CancellationToken cancellationToken)
    {
        // The one that it was told to join by is all that a new node knows.
        IReadOnlyCollection<Uri> asked = options.Join is { } join ? [.. peers.Known.Union([join])] : peers.Known;
        var answers = await Task.WhenAll(asked.Select(peer => AskAsync(peer, cancellationToken)));
        if (answers.Any(SaysSo))
        {
            return true;
        }

        // The leader may be one that this node never listed: its followers know it.
        var leaders = answers.Select(answer => Uri.TryCreate(answer?.LeaderURI, UriKind.Absolute, out var leader) ? leader : null).OfType<Uri>().Distinct().Except(asked);
        return (await Task.WhenAll(leaders.Select(leader => AskAsync(leader, cancellationToken)))).Any(SaysSo);
    }

    // Only a leader's list is the newest, and only in a term that is not behind what this node has seen itself.
    private bool SaysSo(RaftStatus? status)
        => status is { State: nameof(NodeRole.Leader) } && status.Term >= log.Term && !status.Peers.Contains(options.Advertise.ToText());

    private async Task<RaftStatus?> AskAsync(Uri peer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CallLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await calls.StatusAsync(peer, both.Token);
        }
        catch (Exception silent) when (silent is PeerCallException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It does not answer now; who asks will ask again.
            return null;
        }
    }
}
