using System.Text;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>What a stub node does to a request.</summary>
public sealed record StubAnswer(byte[] Bytes)
{
    public bool Closes { get; init; }

    public bool Resets { get; init; }

    public bool Hangs { get; init; }

    public bool Endless { get; init; }

    public TimeSpan? Delay { get; init; }

    /// <summary>Reads the request and never answers.</summary>
    public static StubAnswer Silence { get; } = new([]) { Hangs = true };

    /// <summary>Reads the request and breaks the connection.</summary>
    public static StubAnswer Reset { get; } = new([]) { Resets = true };

    /// <summary>Reads the request and closes the connection.</summary>
    public static StubAnswer Close { get; } = new([]) { Closes = true };

    public static StubAnswer Raw(string text) => new(Encoding.Latin1.GetBytes(text));

    public static StubAnswer Http(int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers)
        => Http(status, Encoding.UTF8.GetBytes(body), contentType, headers);

    public static StubAnswer Http(int status, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder($"HTTP/1.1 {status} X\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return new StubAnswer([.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body]);
    }
}
