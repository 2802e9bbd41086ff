using System.Text;

namespace Ham4db.Client.Cli.Output;

/// <summary>Reads what a person types, or what is piped in.</summary>
internal static class Keyboard
{
    /// <summary>The next line; null at the end of the input.</summary>
    public static string? ReadLine()
    {
        // Byte by byte: what comes after the line is not ours, and is no text perhaps.
        using var input = Console.OpenStandardInput();
        var bytes = new List<byte>();
        while (input.ReadByte() is var next and >= 0)
        {
            if (next == '\n')
            {
                return Decode(bytes);
            }

            bytes.Add((byte)next);
        }

        return bytes.Count > 0 ? Decode(bytes) : null;
    }

    /// <summary>The next line, typed at a terminal, which does not show it; null when the person ends the input instead.</summary>
    public static string? ReadSecret()
    {
        const char endOfInput = '\u0004';
        var secret = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    return secret.ToString();
                case { KeyChar: endOfInput } when secret.Length == 0:
                    return null;
                case { Key: ConsoleKey.Backspace }:
                    secret.Length -= secret.Length > 0 ? 1 : 0;
                    break;
                case { KeyChar: >= ' ' }:
                    secret.Append(key.KeyChar);
                    break;
            }
        }
    }

    private static string Decode(List<byte> bytes) => Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r');
}
