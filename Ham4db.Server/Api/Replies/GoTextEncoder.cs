using System.Text;
using System.Text.Encodings.Web;

namespace Ham4db.Server.Api.Replies;

/// <summary>
/// Escapes texts in JSON as the Go servers do, byte for byte: quotes, backslashes, control characters, the three characters that
/// matter to HTML and the two line separators of JavaScript; everything else stays as it is.
/// </summary>
internal sealed class GoTextEncoder : JavaScriptEncoder
{
    private const int LongestEscape = 6;

    /// <summary>The encoder; it holds no state.</summary>
    public static GoTextEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => LongestEscape;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar)
        => unicodeScalar is < ' ' or '"' or '\\' or '<' or '>' or '&' or 0x2028 or 0x2029;

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        for (var index = 0; index < textLength;)
        {
            if (Rune.DecodeFromUtf16(rest[index..], out var rune, out var length) != System.Buffers.OperationStatus.Done || WillEncode(rune.Value))
            {
                return index;
            }

            index += length;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        if (!WillEncode(unicodeScalar))
        {
            return new Rune(unicodeScalar).TryEncodeToUtf16(target, out numberOfCharactersWritten);
        }

        return unicodeScalar switch
        {
            '"' or '\\' => TryWrite(target, $"\\{(char)unicodeScalar}", out numberOfCharactersWritten),
            '\b' => TryWrite(target, "\\b", out numberOfCharactersWritten),
            '\f' => TryWrite(target, "\\f", out numberOfCharactersWritten),
            '\n' => TryWrite(target, "\\n", out numberOfCharactersWritten),
            '\r' => TryWrite(target, "\\r", out numberOfCharactersWritten),
            '\t' => TryWrite(target, "\\t", out numberOfCharactersWritten),
            _ => TryWrite(target, $"\\u{unicodeScalar:x4}", out numberOfCharactersWritten),
        };
    }

    private static bool TryWrite(Span<char> target, string escape, out int written)
    {
        written = escape.TryCopyTo(target) ? escape.Length : 0;
        return written > 0;
    }
}
