using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>What a raft node is given, and does not make.</summary>
/// <param name="Options">The configuration at start: nodes that change the protocol's settings one by one would not agree.</param>
/// <param name="OwnUri">The address of this node's HTTP API.</param>
/// <param name="Tuning">What tests make small.</param>
/// <param name="Calls">The way to the other members' HTTP API.</param>
/// <param name="Backend">Whether the node's own database takes writes.</param>
/// <param name="Exit">The end of the process.</param>
/// <param name="Time">The clock.</param>
/// <param name="Loggers">The log.</param>
internal sealed record RaftSurroundings(
    RaftOptions Options, Uri OwnUri, RaftTuning Tuning, IPeerCalls Calls, IBackendHealth Backend, INodeExit Exit, TimeProvider Time, ILoggerFactory Loggers)
{
    /// <summary>The log of the node.</summary>
    public ILogger Logger { get; } = Loggers.CreateLogger<RaftNode>();
}
