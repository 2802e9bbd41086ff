using System.Globalization;

namespace Ham4db.Server.Configuration;

/// <summary>The <c>host:port</c> that the API listens on.</summary>
internal static class ListenAddress
{
    /// <summary>Puts <paramref name="text"/> in its place.</summary>
    /// <exception cref="FormatException">It is no <c>host:port</c>.</exception>
    public static ConfigurationDraft Apply(ConfigurationDraft draft, string text)
    {
        var (host, port) = Read(text.Trim());
        return draft with { Options = draft.Options with { Http = draft.Options.Http with { ListenHost = host, ListenPort = port } } };
    }

    private static (string Host, int Port) Read(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? string.Empty : text[..colon];
        var isBracketed = host is ['[', .., ']'];
        if (colon < 0
            || (host.Contains(':') && !isBracketed)
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > ushort.MaxValue)
        {
            throw new FormatException("expected host:port, for example 127.0.0.1:3000, [::1]:3000 or :3000, with a port from 0 to 65535");
        }

        return (isBracketed ? host[1..^1] : host, port);
    }
}
