using System.Buffers;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Api.Replies;

/// <summary>Turns a reply into the bytes of its body, in the dialect of the request.</summary>
internal static class ReplyBody
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = GoTextEncoder.Instance, SkipValidation = true };

    /// <summary>Writes the body.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="status">The HTTP status that it names.</param>
    /// <param name="framing">The form of the reply.</param>
    public static void Write(IBufferWriter<byte> buffer, Reply reply, int status, ReplyFraming framing)
    {
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        if (reply.Form == ReplyForm.Bare)
        {
            WritePayload(writer, reply.Payload, framing.Dialect);
        }
        else
        {
            WriteEnvelope(writer, reply, status, framing);
        }
    }

    private static void WriteEnvelope(Utf8JsonWriter writer, Reply reply, int status, ReplyFraming framing)
    {
        writer.WriteStartObject();
        if (framing.Dialect == Dialect.Typed)
        {
            writer.WriteNumber("HttpStatus", status);
        }

        writer.WriteString("Code", reply.Form == ReplyForm.Envelope ? ResponseCode.Ok : ResponseCode.Error);
        writer.WriteString("Message", reply.Message);
        if (framing.Dialect == Dialect.Plain)
        {
            writer.WritePropertyName("Details");
            WritePayload(writer, reply.Payload, framing.Dialect);
        }

        if (framing.Dialect == Dialect.Typed || !framing.OneDetails)
        {
            writer.WritePropertyName("Detail");
            WritePayload(writer, reply.Payload, framing.Dialect);
        }

        writer.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter writer, Payload payload, Dialect dialect)
    {
        if (dialect == Dialect.Plain)
        {
            payload.WriteTo(writer);
        }
        else if (TypedNames.Add(payload.ToNode()) is { } node)
        {
            node.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
