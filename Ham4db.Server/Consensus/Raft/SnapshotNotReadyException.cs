namespace Ham4db.Server.Consensus.Raft;

/// <summary>A snapshot that the leader sent is being prepared: it is to be sent again.</summary>
internal sealed class SnapshotNotReadyException(long index) : Exception($"The snapshot of entry {index} is not ready to be taken yet.");
