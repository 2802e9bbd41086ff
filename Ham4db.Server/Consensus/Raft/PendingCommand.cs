using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Travels beside an entry on the node that submitted it, and brings the result back. Other nodes, and a replay, have none.</summary>
internal sealed class PendingCommand
{
    private CommandResult? _result;

    /// <summary>Null until the entry was applied here.</summary>
    public CommandResult? Result
    {
        get => Volatile.Read(ref _result);
        set => Volatile.Write(ref _result, value);
    }
}
