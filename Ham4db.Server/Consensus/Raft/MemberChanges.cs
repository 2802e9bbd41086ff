using System.Net;
using System.Net.Sockets;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Adds and removes members, one at a time. The list is kept by the library in <see cref="MemberFile"/> on every node.</summary>
internal sealed class MemberChanges(
    RaftCluster cluster, LeaderYield leaderYield, MemberNames names, IDecidedStore store, LeadershipBoard board, EndPoint own, TimeProvider time, ILogger logger)
{
    private const string CannotAdd = "Cannot add raft peer", CannotRemove = "Cannot remove raft peer";
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Recheck = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="IRaftControl.AddPeerAsync"/>
    public async Task<string> AddAsync(string text, string? clusterId, CancellationToken cancellationToken)
    {
        var address = names.Read(CannotAdd, text);
        if (RaftAddresses.IsAny(address))
        {
            throw ControlRefusedException.BadArgument($"{CannotAdd}: nobody can connect to {address.ToText()}; give the address that the others reach the node by. Nothing was done.");
        }

        CheckLeads();
        if (clusterId is not null && clusterId != store.Current.ClusterId)
        {
            throw ControlRefusedException.Conflict(
                $"{CannotAdd}: the data of {address.ToText()} belongs to another cluster ({clusterId}, this is {store.Current.ClusterId ?? "not named yet"}). Empty its RaftDataDir to make it a member of this one. Nothing was done.");
        }

        if (await names.FindAsync(address, cancellationToken) is { } member)
        {
            // Asked again by a node that did not hear the first answer.
            return member.Equals(address)
                ? member.ToText()
                : throw ControlRefusedException.Conflict($"{CannotAdd}: {address.ToText()} is a member already, under the name {member.ToText()}. Nothing was done.");
        }

        await ReachAsync(address, cancellationToken);
        if (!await ChangeAsync(CannotAdd, token => cluster.AddMemberAsync(address, token), cancellationToken))
        {
            throw ControlRefusedException.Conflict(
                $"{CannotAdd}: {address.ToText()} takes connections but did not take the log, and is no member. Is that the RaftAdvertise of a ham4db-server, started with RaftJoin, an empty RaftDataDir and the RaftTls keys of the others? Its own log says more.");
        }

        await SettleAsync(() => Has(address), cancellationToken);
        logger.MemberAdded(address.ToText(), EndPointText.Join(cluster.Members.Select(member => member.EndPoint)));
        return address.ToText();
    }

    /// <inheritdoc cref="IRaftControl.RemovePeerAsync"/>
    public async Task<string> RemoveAsync(string text, CancellationToken cancellationToken)
    {
        var asked = names.Read(CannotRemove, text);
        CheckLeads();
        if (await names.FindAsync(asked, cancellationToken) is not { } member)
        {
            throw ControlRefusedException.BadArgument(
                $"{CannotRemove}: {asked.ToText()} is no member; the members are {EndPointText.Join(cluster.Members.Select(other => other.EndPoint))}. Nothing was done.");
        }

        CheckRest(member);
        if (member.Equals(own))
        {
            await leaderYield.ToAnyAsync(cancellationToken);

            // Whoever brought the request here brings it to the next leader, which removes this node.
            throw new NotLeaderException(board.Current);
        }

        if (!await ChangeAsync(CannotRemove, token => cluster.RemoveMemberAsync(member, token), cancellationToken))
        {
            throw ControlRefusedException.Conflict($"{CannotRemove}: {member.ToText()} was removed meanwhile.");
        }

        await SettleAsync(() => !Has(member), cancellationToken);
        logger.MemberRemoved(member.ToText(), EndPointText.Join(cluster.Members.Select(other => other.EndPoint)));
        return member.ToText();
    }

    private bool Has(EndPoint address) => cluster.Members.Any(member => member.EndPoint.Equals(address));

    // The change is committed; the library takes it up a moment later, on this node as on the others.
    private async Task SettleAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        for (var start = time.GetTimestamp(); !isSo() && time.GetElapsedTime(start) < Reach;)
        {
            await Task.Delay(Recheck, time, cancellationToken);
        }
    }

    private void CheckLeads()
    {
        if (RaftWatch.LeadershipOf(cluster).IsCancellationRequested)
        {
            throw new NotLeaderException(board.Current);
        }
    }

    // What is left must be able to go on.
    private void CheckRest(EndPoint leaving)
    {
        var rest = cluster.Members.Where(member => !member.EndPoint.Equals(leaving)).ToList();
        if (rest.Count == 0)
        {
            throw ControlRefusedException.Conflict($"{CannotRemove}: {leaving.ToText()} is the last member. Nothing was done.");
        }

        var silent = rest.Where(member => member.IsRemote && member.Status == ClusterMemberStatus.Unavailable).Select(member => member.EndPoint).ToList();
        if (rest.Count - silent.Count <= rest.Count / 2)
        {
            throw ControlRefusedException.Conflict(
                $"{CannotRemove}: of those that would be left these do not answer: {EndPointText.Join(silent)}; no majority could decide anything then. Nothing was done.");
        }
    }

    private async Task ReachAsync(EndPoint address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Reach, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, both.Token);
        }
        catch (Exception failed) when (failed is SocketException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ControlRefusedException.Conflict(
                $"{CannotAdd}: {address.ToText()} cannot be reached ({(failed is SocketException ? failed.Message : "no answer in time")}). Start it with RaftJoin first, and check RaftAdvertise. Nothing was done.");
        }
    }

    private async Task<bool> ChangeAsync(string what, Func<CancellationToken, Task<bool>> change, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await change(both.Token);
        }
        catch (RaftCluster<RaftClusterMember>.ConcurrentMembershipModificationException)
        {
            throw ControlRefusedException.Conflict($"{what}: another change of the members is under way. Nothing was done: try again.");
        }
        catch (DotNext.Net.Cluster.Consensus.Raft.NotLeaderException refused) when (refused.InnerException is null)
        {
            throw new NotLeaderException(board.Current);
        }
        catch (Exception lost) when (lost is OperationCanceledException || RaftFaults.IsExpected(lost))
        {
            throw new CommandOutcomeUnknownException($"{what}: it did not come to its end ({lost.GetType().Name}), and may still take effect. Look at raft-peers before repeating it.", lost);
        }
    }
}
