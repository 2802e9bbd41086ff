using System.Globalization;

namespace Ham4db.Server.Topology;

/// <summary>Times as the API sends them.</summary>
internal static class WireTime
{
    /// <summary>RFC 3339 in UTC, to the second.</summary>
    public static string Rfc3339(DateTimeOffset moment)
        => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 in UTC, to the second; empty for null.</summary>
    public static string Rfc3339(DateTimeOffset? moment) => moment is { } known ? Rfc3339(known) : string.Empty;
}
