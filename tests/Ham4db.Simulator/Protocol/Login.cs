using System.Buffers.Binary;
using System.Text;

namespace Ham4db.Simulator.Protocol;

/// <summary>The client's half of the handshake.</summary>
/// <param name="Capabilities">What the client can do.</param>
/// <param name="User">Who it says it is.</param>
/// <param name="Answer">Its answer to the scramble.</param>
/// <param name="Plugin">The plugin that made the answer; empty when it does not say.</param>
internal sealed record Login(Capabilities Capabilities, string User, byte[] Answer, string Plugin)
{
    /// <summary>Character set, packet size and filler lie between the capabilities and the user.</summary>
    private const int FixedLength = 32;

    /// <summary>Reads the packet.</summary>
    /// <returns>Null when it is not a login of protocol 4.1, for example a request for TLS, which is not offered.</returns>
    public static Login? Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length <= FixedLength)
        {
            return null;
        }

        var capabilities = (Capabilities)BinaryPrimitives.ReadUInt32LittleEndian(packet);
        var rest = packet[FixedLength..];
        var user = TakeZeroEnded(ref rest);
        var length = rest.Length == 0 ? 0 : rest[0];
        if (rest.Length < 1 + length)
        {
            return null;
        }

        var answer = rest.Slice(1, length).ToArray();
        rest = rest[(1 + length)..];
        if (capabilities.HasFlag(Capabilities.ConnectWithDb))
        {
            TakeZeroEnded(ref rest);
        }

        var plugin = capabilities.HasFlag(Capabilities.PluginAuth) ? TakeZeroEnded(ref rest) : string.Empty;
        return new Login(capabilities, user, answer, plugin);
    }

    private static string TakeZeroEnded(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        rest = end < 0 ? [] : rest[(end + 1)..];
        return text;
    }
}
