using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Ham4db.Server.Backend;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>A snapshot on disk, as the log sends it to a node that lacks too much.</summary>
internal sealed class SnapshotFile(string path, LogPosition position, long length) : ISnapshot
{
    private int _sent;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>How often it was sent.</summary>
    public int TimesSent => Volatile.Read(ref _sent);

    public long Index => position.Index;

    public long Term => position.Term;

    public long? Length => length;

    bool IDataTransferObject.IsReusable => true;

    async ValueTask IDataTransferObject.WriteToAsync<TWriter>(TWriter writer, CancellationToken token)
    {
        Interlocked.Increment(ref _sent);
        var bytes = await File.ReadAllBytesAsync(Path, token);
        await writer.WriteAsync(bytes, token: token);
    }
}
