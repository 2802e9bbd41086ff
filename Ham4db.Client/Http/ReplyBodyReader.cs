using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Http;

/// <summary>Tells what a body is. Understands orchestrator's envelope (<c>Details</c>), ham4db's (<c>Detail</c>) and both in one.</summary>
internal static class ReplyBodyReader
{
    /// <summary>Reads the whole of <paramref name="bytes"/>, so that broken JSON is found before anybody relies on it.</summary>
    public static ReplyBody Read(ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            return new ReplyBody(bytes, ReplyKind.Empty);
        }

        if (text[0] == (byte)'<')
        {
            return new ReplyBody(bytes, ReplyKind.Html);
        }

        if (text.SequenceEqual("404 page not found"u8))
        {
            return new ReplyBody(bytes, ReplyKind.NoRouteText);
        }

        if (text.SequenceEqual("500 Internal Server Error"u8))
        {
            return new ReplyBody(bytes, ReplyKind.CrashText);
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return new ReplyBody(bytes, ReplyKind.Broken);
        }

        try
        {
            return ReadJson(bytes);
        }
        catch (JsonException)
        {
            return new ReplyBody(bytes, ReplyKind.Broken);
        }
    }

    /// <summary>The body as text for a message to a person: one line, at most 200 characters.</summary>
    public static string Excerpt(ReadOnlyMemory<byte> bytes)
    {
        const int longest = 200;
        var text = Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, longest)]).ReplaceLineEndings(" ").Trim();
        return bytes.Length > longest ? text + "..." : text;
    }

    private static ReplyBody ReadJson(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span);
        reader.Read();
        var body = reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, bytes),
            JsonTokenType.String when reader.ValueTextEquals("Not leader"u8) => new ReplyBody(bytes, ReplyKind.NotLeaderText) { Payload = bytes },
            _ => SkipValue(ref reader, bytes),
        };
        while (reader.Read())
        {
            // A second value would be an exception; white space ends here.
        }

        return body;
    }

    private static ReplyBody SkipValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes)
    {
        reader.Skip();
        return new ReplyBody(bytes, ReplyKind.Value) { Payload = bytes };
    }

    private static ReplyBody ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes)
    {
        ReplyKind? code = null;
        string? message = null;
        var details = ReadOnlyMemory<byte>.Empty;
        var hasHttpStatus = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldOf(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            switch (field)
            {
                case Field.Code when reader.TokenType == JsonTokenType.String:
                    code = reader.ValueTextEquals(ResponseCode.Ok) ? ReplyKind.OkEnvelope
                        : reader.ValueTextEquals(ResponseCode.Error) ? ReplyKind.ErrorEnvelope
                        : null;
                    break;
                case Field.Message when reader.TokenType == JsonTokenType.String:
                    message = reader.GetString();
                    break;
                case Field.HttpStatus:
                    hasHttpStatus = true;
                    break;
                case Field.Details when reader.TokenType != JsonTokenType.Null:
                    reader.Skip();
                    details = bytes[start..(int)reader.BytesConsumed];
                    break;
            }

            reader.Skip();
        }

        return code is { } kind && message is not null
            ? new ReplyBody(bytes, kind) { Message = message, Payload = details, HasHttpStatus = hasHttpStatus }
            : new ReplyBody(bytes, ReplyKind.Value) { Payload = bytes };
    }

    private static Field FieldOf(ref Utf8JsonReader reader)
        => reader.ValueTextEquals("Code"u8) ? Field.Code
            : reader.ValueTextEquals("Message"u8) ? Field.Message
            : reader.ValueTextEquals("Details"u8) || reader.ValueTextEquals("Detail"u8) ? Field.Details
            : reader.ValueTextEquals("HttpStatus"u8) ? Field.HttpStatus
            : Field.Other;

    private enum Field
    {
        Other,
        Code,
        Message,
        Details,
        HttpStatus,
    }
}
