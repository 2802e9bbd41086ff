using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Tells what this node's cluster decided from what another did. Of a leader nothing of another cluster is taken; but which of the two is in
/// the wrong place is not plain at once: a node with foreign files may be elected by members, and loses its place when they take nothing from
/// it. So a node ends only when that goes on: the others follow that leader then, and this node is the stranger.
/// </summary>
internal sealed class OriginCheck(IDecidedStore store, INodeExit exit, RaftTuning tuning, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private long _first;
    private long? _last;

    /// <summary>Whether this node knows its cluster. One that was emptied does not, and a look at all that it is sent would take long and tell nothing.</summary>
    public bool KnowsOwn => store.Current.ClusterId is not null;

    /// <summary>Looks at a command that a leader sent, before it is stored.</summary>
    /// <returns>False when this node, or the command, does not know its cluster yet.</returns>
    /// <exception cref="ForeignLogException">It was decided in another cluster. The process ends when that goes on.</exception>
    public bool IsOwn(ReadOnlySpan<byte> command)
    {
        try
        {
            return IsOwn(CommandCodec.Decode(command).ClusterId);
        }
        catch (UndecodableCommandException)
        {
            // A newer server's: what stops this node, once it is committed, is the entry itself.
            return false;
        }
    }

    /// <summary>Looks at where a command or a snapshot that a leader sent is from, before it is stored.</summary>
    /// <param name="theirs">The cluster; null when it is not known.</param>
    /// <returns>False when this node, or the sender, does not know its cluster yet.</returns>
    /// <exception cref="ForeignLogException">It is another cluster. The process ends when that goes on.</exception>
    public bool IsOwn(string? theirs)
    {
        var own = store.Current.ClusterId;
        if (ForeignLogException.Of(own, theirs) is { } foreign)
        {
            Refused(foreign);
            throw foreign;
        }

        return own is not null && theirs == own;
    }

    /// <summary>Looks at where a committed command is from, before it is applied.</summary>
    /// <exception cref="ForeignLogException">It is another cluster. The process ends: the log of this node is a mixture.</exception>
    public void CheckCommitted(string? theirs)
    {
        if (ForeignLogException.Of(store.Current.ClusterId, theirs) is { } foreign)
        {
            exit.Exit(foreign.Message);
            throw foreign;
        }
    }

    private void Refused(ForeignLogException foreign)
    {
        lock (_lock)
        {
            if (_last is not { } last || time.GetElapsedTime(last) > tuning.ForeignLeaderGap)
            {
                _first = time.GetTimestamp();
                logger.ForeignLeaderRefused(foreign.Message);
            }

            _last = time.GetTimestamp();
            if (time.GetElapsedTime(_first) < tuning.ForeignLeaderLimit)
            {
                return;
            }
        }

        exit.Exit(foreign.Message);
    }
}
