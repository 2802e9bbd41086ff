using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>A signal that was applied just now: one that was committed while this node runs, not one that is replayed from its log.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Signal">What it says.</param>
/// <param name="IsOwn">Whether this node submitted it.</param>
internal readonly record struct LiveEntry(LogPosition Position, Signal Signal, bool IsOwn);
