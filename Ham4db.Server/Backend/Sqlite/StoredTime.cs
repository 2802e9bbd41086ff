using System.Globalization;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>Times in the database: text in UTC to 100 ns, so that they sort, read well and come back exactly.</summary>
internal static class StoredTime
{
    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text)
        => new(DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUniversalTime(), TimeSpan.Zero);
}
