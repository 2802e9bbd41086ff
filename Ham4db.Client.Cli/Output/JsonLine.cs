using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ham4db.Client.Cli.Output;

/// <summary>
/// JSON on one line in the shell scripts' form, which is an indented text with its lines joined by one space each:
/// <c>{ "a": 1, "b": [ "x", "y" ], "c": [] }</c>.
/// </summary>
internal static class JsonLine
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f");

    /// <summary>Writes a value; numbers keep the server's digits.</summary>
    public static string Write(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendAll(text, '{', '}', value.EnumerateObject(), static (into, property) =>
                {
                    AppendString(into, property.Name);
                    into.Append(": ");
                    Append(into, property.Value);
                });
                break;
            case JsonValueKind.Array:
                AppendAll(text, '[', ']', value.EnumerateArray(), Append);
                break;
            case JsonValueKind.String:
                AppendString(text, value.GetString() ?? string.Empty);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> append)
    {
        var separator = $"{open} ";
        foreach (var item in items)
        {
            text.Append(separator);
            append(text, item);
            separator = ", ";
        }

        text.Append(separator[0] == open ? $"{open}{close}" : $" {close}");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        if (value.AsSpan().IndexOfAny(Escaped) < 0)
        {
            text.Append(value);
        }
        else
        {
            foreach (var character in value)
            {
                _ = character switch
                {
                    '"' or '\\' => text.Append('\\').Append(character),
                    '\n' => text.Append("\\n"),
                    '\r' => text.Append("\\r"),
                    '\t' => text.Append("\\t"),
                    '\b' => text.Append("\\b"),
                    '\f' => text.Append("\\f"),
                    < ' ' or '\u007f' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                    _ => text.Append(character),
                };
            }
        }

        text.Append('"');
    }
}
