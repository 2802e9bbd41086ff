namespace Ham4db.Server.Backend.Commands;

/// <summary>Decides nothing: tells every node something at one place in the log. What a node does about it is up to <c>Consensus</c>.</summary>
public abstract record Signal : Command;

/// <summary>Nothing but an entry.</summary>
public sealed record Heartbeat : Signal;

/// <summary>Kept for the name's sake: nodes make themselves known by their health reports.</summary>
public sealed record RegisterNode : Signal;

/// <summary>Every node writes a snapshot soon.</summary>
public sealed record TakeSnapshot : Signal;

/// <summary>
/// The leader of the entry's term hands over. Written only by a leader that held its lease, has dropped it, and will not claim it again in that
/// term: a later leader relies on this.
/// </summary>
/// <param name="Node">Raft address of the node that is to lead.</param>
public sealed record Yield(string Node) : Signal;

/// <summary>As <see cref="Yield"/>, to a node that was chosen by part of its name.</summary>
/// <param name="Hint">The part.</param>
/// <param name="Node">Raft address of the chosen node.</param>
public sealed record YieldByHint(string Hint, string Node) : Signal;

/// <summary>The leader asks every node how it is.</summary>
/// <param name="Token">To be given with the answer.</param>
/// <param name="Leader">HTTP address to answer to.</param>
public sealed record RequestHealthReport(string Token, Uri Leader) : Signal;
