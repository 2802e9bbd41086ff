using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text.Json;

namespace Ham4db.Server.Backend.Decided;

/// <summary>
/// The decided state and its place in the log as one block of bytes: what a snapshot file holds and what a node sends to one that is far
/// behind. Layout: mark, version, index, term, the document as compressed JSON, and a CRC-32 over all of that.
/// </summary>
internal static class DecidedSnapshot
{
    private const int HeaderBytes = 8 + sizeof(int) + sizeof(long) + sizeof(long);
    private const int TrailerBytes = sizeof(uint);
    private const int Layout = 1;

    private static ReadOnlySpan<byte> Mark => "HAM4DBSN"u8;

    public static byte[] Write(DecidedState state, LogPosition position)
    {
        var target = new MemoryStream();
        target.Write(Mark);
        Span<byte> numbers = stackalloc byte[HeaderBytes - 8];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, Layout);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[4..], position.Index);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[12..], position.Term);
        target.Write(numbers);
        using (var compressed = new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            DecidedDocument.Write(compressed, state);
        }

        target.Write(Crc32.Hash(target.GetBuffer().AsSpan(0, (int)target.Length)));
        return target.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are cut short or damaged.</exception>
    /// <exception cref="NewerSnapshotException">A newer server wrote them.</exception>
    public static (DecidedState State, LogPosition Position) Read(ReadOnlyMemory<byte> bytes)
    {
        var position = Check(bytes.Span);
        try
        {
            using var compressed = new BrotliStream(
                new MemoryStream(bytes[HeaderBytes..^TrailerBytes].ToArray(), writable: false), CompressionMode.Decompress);
            return (DecidedDocument.Read(compressed), position);
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"The snapshot's document cannot be read: {damaged.Message}", damaged);
        }
    }

    /// <summary>Checks mark, layout and checksum.</summary>
    /// <returns>The place in the log that the bytes tell.</returns>
    /// <exception cref="InvalidDataException">The bytes are cut short or damaged.</exception>
    /// <exception cref="NewerSnapshotException">A newer server wrote them.</exception>
    public static LogPosition Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes + TrailerBytes || !bytes[..8].SequenceEqual(Mark))
        {
            throw new InvalidDataException("This is no snapshot of a ham4db server, or its beginning is lost.");
        }

        if (!Crc32.Hash(bytes[..^TrailerBytes]).AsSpan().SequenceEqual(bytes[^TrailerBytes..]))
        {
            throw new InvalidDataException("The snapshot is damaged: its checksum does not match.");
        }

        var layout = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        return layout == Layout
            ? new LogPosition(BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]))
            : throw new NewerSnapshotException("The layout of the snapshot", layout, Layout);
    }
}
