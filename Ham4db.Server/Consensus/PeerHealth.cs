namespace Ham4db.Server.Consensus;

/// <summary>What a member tells the leader of itself.</summary>
/// <param name="Token">The leader's question that this answers.</param>
/// <param name="Bind">Raft address it listens on.</param>
/// <param name="Advertise">Raft address it advertises.</param>
/// <param name="ConfiguredNodes">Its <c>RaftNodes</c>, separated by commas; null when it does not say.</param>
internal sealed record PeerHealth(string Token, string Bind, string Advertise, string? ConfiguredNodes);
