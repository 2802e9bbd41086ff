using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Http;

/// <summary>Checks what callers pass before it becomes part of an address. Each message says what is wrong with which value.</summary>
internal static class Argument
{
    /// <summary>Checks a text that becomes one path segment. Slashes and the like are fine: they are percent-encoded.</summary>
    public static string Segment(string? text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);

        // Every HTTP stack resolves these two away, encoded or not, and would call another route.
        var trimmed = text.Trim();
        return trimmed is "." or ".."
            ? throw new ArgumentException($"'{text}' cannot be part of an address.", name)
            : trimmed;
    }

    /// <summary>Checks a text that goes into the query.</summary>
    public static string Text(string? text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        return text.Trim();
    }

    /// <summary>Checks a number that the server counts from 1.</summary>
    public static string Number(long number, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, name);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Checks the number of a page; null for the first, which is number 0.</summary>
    public static string? Page(int page, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page, name);
        return page == 0 ? null : page.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Checks an instance that a route is asked for.</summary>
    public static (string Host, string Port) Instance(InstanceKey key, string name)
        => key.Hostname.Length == 0 || key.Port is < 1 or > 65535
            ? throw new ArgumentException($"'{key}' is not an instance: a host name and a port from 1 to 65535 are needed.", name)
            : (Segment(key.Hostname, name), key.Port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Checks a node's address and gives it the form that requests need.</summary>
    public static Uri Node(Uri? node, string name)
    {
        ArgumentNullException.ThrowIfNull(node, name);
        try
        {
            return Ham4dbEndpoints.Normalize(node.OriginalString);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, name, e);
        }
    }

    /// <summary>As <see cref="Node"/>; null, which asks the leader, stays null.</summary>
    public static Uri? OptionalNode(Uri? node, string name) => node is null ? null : Node(node, name);

    /// <summary>Checks a path that the caller wrote, and cuts it down to what follows <c>/api/</c>.</summary>
    public static string Path(string? path, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, name);
        var relative = path.TrimStart('/');
        if (relative.StartsWith("api/", StringComparison.Ordinal))
        {
            relative = relative["api/".Length..];
        }

        foreach (var character in relative)
        {
            if (character is <= ' ' or >= '\x7f' or '\\' or '#' or '"' or '<' or '>')
            {
                throw new ArgumentException($"'{path}' holds a character that must be percent-encoded.", name);
            }
        }

        var query = relative.IndexOf('?', StringComparison.Ordinal);
        var segments = query < 0 ? relative : relative[..query];
        if (segments.Length == 0 || segments.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{path}' is not a path after /api/, for example clusters-info.", name);
        }

        foreach (var segment in segments.Split('/'))
        {
            if (Uri.UnescapeDataString(segment) is "." or "..")
            {
                throw new ArgumentException($"'{path}' has the segment '{segment}', which would call another route.", name);
            }
        }

        return relative;
    }
}
