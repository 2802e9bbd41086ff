#:property PublishAot=false
// Draws the package's icon: `dotnet run assets/icon.cs -- assets/icon.png`. Five nodes, one of which leads.
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

const int Side = 128;
const int Samples = 4;
Vector3 background = new(18, 52, 77), line = new(94, 140, 168), follower = new(214, 232, 242), leader = new(255, 179, 64);

var middle = new Vector2(Side / 2f);
var around = Enumerable.Range(0, 4).Select(n => middle + (44 * new Vector2(MathF.Cos((n + 0.5f) * MathF.PI / 2), MathF.Sin((n + 0.5f) * MathF.PI / 2)))).ToArray();

var rows = new byte[Side * (1 + (4 * Side))];
for (var y = 0; y < Side; y++)
{
    for (var x = 0; x < Side; x++)
    {
        PixelAt(x, y).CopyTo(rows.AsSpan((y * (1 + (4 * Side))) + 1 + (4 * x)));
    }
}

using var compressed = new MemoryStream();
using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
{
    zlib.Write(rows);
}

using var file = File.Create(args[0]);
file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
Chunk(file, "IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 8, 6, 0, 0, 0]);
Chunk(file, "IDAT"u8, compressed.ToArray());
Chunk(file, "IEND"u8, []);

// The mean of several points, so that edges are smooth.
byte[] PixelAt(int x, int y)
{
    var sum = Vector4.Zero;
    for (var n = 0; n < Samples * Samples; n++)
    {
        sum += ColourAt(new Vector2(x + (((n % Samples) + 0.5f) / Samples), y + (((n / Samples) + 0.5f) / Samples)));
    }

    var opaque = sum.W == 0 ? Vector4.Zero : sum / sum.W;
    return [(byte)MathF.Round(opaque.X), (byte)MathF.Round(opaque.Y), (byte)MathF.Round(opaque.Z), (byte)MathF.Round(255 * sum.W / (Samples * Samples))];
}

Vector4 ColourAt(Vector2 point)
{
    var corner = Vector2.Max(Vector2.Abs(point - middle) - new Vector2(Side / 2f - 24), Vector2.Zero);
    return corner.Length() > 24 ? Vector4.Zero
        : Vector2.Distance(point, middle) < 19 ? new Vector4(leader, 1)
        : around.Any(node => Vector2.Distance(point, node) < 13) ? new Vector4(follower, 1)
        : around.Any(node => FromLine(point, node) < 3) ? new Vector4(line, 1)
        : new Vector4(background, 1);
}

float FromLine(Vector2 point, Vector2 node)
{
    var along = Math.Clamp(Vector2.Dot(point - middle, node - middle) / (node - middle).LengthSquared(), 0, 1);
    return Vector2.Distance(point, middle + (along * (node - middle)));
}

static void Chunk(Stream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
{
    Span<byte> number = stackalloc byte[4];
    BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
    file.Write(number);
    file.Write(name);
    file.Write(content);
    BinaryPrimitives.WriteUInt32BigEndian(number, Crc32([.. name, .. content]));
    file.Write(number);
}

static uint Crc32(ReadOnlySpan<byte> content)
{
    var crc = uint.MaxValue;
    foreach (var one in content)
    {
        crc ^= one;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }
    }

    return ~crc;
}
