using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Ham4db.Simulator.Protocol;

/// <summary>Packets over a connection. Holds no buffer while it waits for the client.</summary>
internal sealed class PacketStream : IAsyncDisposable
{
    private const int HeaderLength = 4;

    private readonly Stream _stream;
    private readonly PipeReader _reader;

    public PacketStream(Stream stream)
    {
        _stream = stream;
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1024, useZeroByteReads: true, leaveOpen: true));
    }

    public PacketWriter Writer { get; } = new();

    /// <summary>Reads the next packet; what is written next answers it.</summary>
    /// <returns>Its payload; null when the client has closed the connection.</returns>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryCut(read.Buffer, out var payload, out var sequence, out var consumed))
            {
                _reader.AdvanceTo(consumed);
                Writer.Sequence = (byte)(sequence + 1);
                return payload;
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    /// <summary>Sends what was written.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Writer.Written, cancellationToken).ConfigureAwait(false);
        Writer.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private static bool TryCut(ReadOnlySequence<byte> buffer, out byte[] payload, out byte sequence, out SequencePosition consumed)
    {
        (payload, sequence, consumed) = ([], 0, buffer.Start);
        if (buffer.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header) & 0xFF_FF_FF;
        if (buffer.Length < HeaderLength + length)
        {
            return false;
        }

        sequence = header[3];
        payload = buffer.Slice(HeaderLength, length).ToArray();
        consumed = buffer.GetPosition(HeaderLength + length);
        return true;
    }
}
