using System.Text.Json;

namespace Ham4db.Server.Backend.Commands;

/// <summary>A command as the log carries it.</summary>
internal static class CommandCodec
{
    /// <summary>
    /// Largest entry, bytes. A whole exchange between two nodes must fit into one request timeout, so entries are kept small.
    /// </summary>
    public const int MaxBytes = 256 * 1024;

    /// <exception cref="CommandTooLargeException">It takes more than <see cref="MaxBytes"/>.</exception>
    public static byte[] Encode(CommandEnvelope envelope)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(envelope, BackendJson.Default.CommandEnvelope);
        return bytes.Length <= MaxBytes ? bytes : throw new CommandTooLargeException(bytes.Length, MaxBytes);
    }

    /// <exception cref="UndecodableCommandException">It is damaged, or a newer server wrote it.</exception>
    public static CommandEnvelope Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, BackendJson.Default.CommandEnvelope)
                ?? throw new UndecodableCommandException("The command log holds an empty command.");
        }
        catch (Exception failed) when (failed is JsonException or NotSupportedException)
        {
            throw new UndecodableCommandException(
                $"The command log holds a command that this version cannot read ({failed.Message}): run the version of the node that wrote it.", failed);
        }
    }
}
