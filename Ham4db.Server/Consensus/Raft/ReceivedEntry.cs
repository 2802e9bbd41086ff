using DotNext.IO;
using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>An entry of a leader, taken into memory: one that comes from the network can be read just once.</summary>
internal sealed class ReceivedEntry : IRaftLogEntry
{
    private readonly byte[] _content;

    private ReceivedEntry(IRaftLogEntry entry, byte[] content)
    {
        _content = content;
        Term = entry.Term;
        CommandId = entry.CommandId;
        IsConfiguration = entry.IsConfiguration;
        IsSnapshot = entry.IsSnapshot;
    }

    /// <inheritdoc/>
    public long Term { get; }

    /// <inheritdoc/>
    public int? CommandId { get; }

    /// <inheritdoc/>
    public bool IsConfiguration { get; }

    /// <inheritdoc/>
    public bool IsSnapshot { get; }

    /// <summary>Whether it carries a command; else it only marks the beginning of a term, or is the library's own.</summary>
    public bool IsCommand => !IsSnapshot && !IsConfiguration && _content.Length > 0;

    /// <summary>What it carries.</summary>
    public ReadOnlySpan<byte> Content => _content;

    long? IDataTransferObject.Length => _content.Length;

    bool IDataTransferObject.IsReusable => true;

    public static async ValueTask<IReadOnlyList<ReceivedEntry>> ReadAllAsync<TEntry>(ILogEntryProducer<TEntry> entries, CancellationToken token)
        where TEntry : notnull, IRaftLogEntry
    {
        var received = new List<ReceivedEntry>();
        while (await entries.MoveNextAsync())
        {
            received.Add(new ReceivedEntry(entries.Current, await entries.Current.ToByteArrayAsync(token: token)));
        }

        return received;
    }

    ValueTask IDataTransferObject.WriteToAsync<TWriter>(TWriter writer, CancellationToken token) => writer.Invoke(_content, token);

    bool IDataTransferObject.TryGetMemory(out ReadOnlyMemory<byte> memory)
    {
        memory = _content;
        return true;
    }

    /// <summary>Hands entries over one by one.</summary>
    internal sealed class Producer(IReadOnlyList<ReceivedEntry> entries) : ILogEntryProducer<ReceivedEntry>
    {
        private int _position = -1;

        public ReceivedEntry Current => entries[_position];

        public long RemainingCount => entries.Count - 1 - _position;

        public ValueTask<bool> MoveNextAsync() => ValueTask.FromResult(++_position < entries.Count);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
