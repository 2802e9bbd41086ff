using System.Globalization;

namespace Ham4db.Server.Backend.MySql;

/// <summary>
/// The order of writes: 16 hexadecimal digits of the term, 16 of the place in it, 8 of who wrote, so that texts sort as writes follow each
/// other, and no two writes have the same one. Of two writes of a row the one with the later stamp stands.
/// </summary>
internal static class Stamp
{
    /// <summary>Of a command: <paramref name="term"/> and <paramref name="index"/> are not negative.</summary>
    public static string Of(long term, long index, Guid commandId)
        => string.Create(CultureInfo.InvariantCulture, $"{term:x16}{index:x16}{commandId.ToString("N")[..8]}");

    /// <summary>Of something observed in a term, 0 without one, at a time.</summary>
    public static string Of(long term, DateTimeOffset at)
        => string.Create(CultureInfo.InvariantCulture, $"{term:x16}{at.UtcTicks / TimeSpan.TicksPerMicrosecond:x16}00000000");

    /// <summary>A stamp of something observed, the next after <paramref name="stamp"/> in the same term.</summary>
    public static string After(string stamp)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{stamp[..16]}{long.Parse(stamp.AsSpan(16, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) + 1:x16}{stamp[32..]}");
}
