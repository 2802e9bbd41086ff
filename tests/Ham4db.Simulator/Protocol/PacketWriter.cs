using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Ham4db.Simulator.Protocol;

/// <summary>Builds packets, several in a row, to be sent in one go.</summary>
internal sealed class PacketWriter
{
    private const int HeaderLength = 4;
    private const int MaxPayload = 0xFF_FF_FF;

    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private int _packetStart;

    /// <summary>The number that the next packet gets.</summary>
    public byte Sequence { get; set; }

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Clear() => _buffer.ResetWrittenCount();

    public PacketWriter Begin()
    {
        _packetStart = _buffer.WrittenCount;
        _buffer.GetSpan(HeaderLength)[..HeaderLength].Clear();
        _buffer.Advance(HeaderLength);
        return this;
    }

    public void End()
    {
        var length = _buffer.WrittenCount - _packetStart - HeaderLength;
        if (length >= MaxPayload)
        {
            throw new InvalidOperationException($"A packet of {length} bytes is too long for a simulated answer.");
        }

        var header = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_buffer.WrittenMemory).Span.Slice(_packetStart, HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)length | ((uint)Sequence++ << 24));
    }

    public PacketWriter Byte(int value)
    {
        _buffer.GetSpan(1)[0] = (byte)value;
        _buffer.Advance(1);
        return this;
    }

    public PacketWriter Short(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), (ushort)value);
        _buffer.Advance(2);
        return this;
    }

    public PacketWriter Long(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
        return this;
    }

    public PacketWriter Zeros(int count)
    {
        _buffer.GetSpan(count)[..count].Clear();
        _buffer.Advance(count);
        return this;
    }

    public PacketWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    public PacketWriter Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public PacketWriter ZeroEnded(string text) => Text(text).Byte(0);

    public PacketWriter LengthEncoded(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return LengthEncoded((ulong)bytes.Length).Bytes(bytes);
    }

    public PacketWriter LengthEncoded(ulong value)
    {
        switch (value)
        {
            case < 251:
                return Byte((int)value);
            case <= ushort.MaxValue:
                return Byte(0xFC).Short((int)value);
            case <= MaxPayload:
                return Byte(0xFD).Short((int)(value & 0xFFFF)).Byte((int)(value >> 16));
            default:
                return Byte(0xFE).Long((uint)value).Long((uint)(value >> 32));
        }
    }
}
