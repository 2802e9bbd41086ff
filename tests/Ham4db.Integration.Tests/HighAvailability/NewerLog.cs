using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Makes the log of a stopped node one that a newer server wrote.</summary>
internal static class NewerLog
{
    /// <summary>Appends a command that this version does not know.</summary>
    public static async Task AppendAsync(string raftDirectory)
    {
        await using var log = new WriteAheadLog(
            new WriteAheadLog.Options
            {
                Location = Path.Combine(raftDirectory, "log"),
                HashAlgorithm = WriteAheadLog.IntegrityHashAlgorithm.Crc32,
                MemoryManagement = WriteAheadLog.MemoryManagementStrategy.PrivateMemory,
                ChunkSize = 1024 * 1024,
            },
            new NothingApplied());
        await log.InitializeAsync();
        var command = """{"Id":"5e0c1d1e-58a5-4c1c-9b58-0f4be2c7a3b1","IdempotencyKey":null,"RequestDigest":null,"SubmittedAt":"2030-01-01T00:00:00+00:00","Command":{"op":"of-the-future"}}"""u8.ToArray();
        await log.AppendAsync(new BinaryLogEntry { Term = ((IPersistentState)log).Term, Content = command });
        await log.FlushAsync();
    }

    private sealed class NothingApplied : IStateMachine
    {
        public ISnapshot? Snapshot => null;

        public ValueTask<long> ApplyAsync(LogEntry entry, CancellationToken token) => ValueTask.FromResult(entry.Index);

        public ValueTask ReclaimGarbageAsync(long watermark, CancellationToken token) => ValueTask.CompletedTask;
    }
}
