using System.Globalization;

namespace Ham4db.Server.Backend;

/// <summary>Times in the database: text in UTC to 100 ns, so that they sort, read well and come back exactly in every engine.</summary>
internal static class StoredTime
{
    /// <summary>Characters of a stored time: all have the same length.</summary>
    public const int Length = 28;

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is no stored time.</exception>
    public static DateTimeOffset Parse(string text)
        => new(DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUniversalTime(), TimeSpan.Zero);
}
