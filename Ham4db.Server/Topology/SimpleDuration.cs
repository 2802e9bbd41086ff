using System.Globalization;

namespace Ham4db.Server.Topology;

/// <summary>Durations as callers write them: digits and one of <c>s m h d w</c>.</summary>
internal static class SimpleDuration
{
    /// <summary>The longest duration read, in days: a hundred years.</summary>
    private const double LongestDays = 36_525;

    /// <summary>Reads <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>6d</c> or <c>4w</c>.</summary>
    /// <exception cref="FormatException">The text is something else, or more than a hundred years; the message is the API's.</exception>
    public static TimeSpan Parse(string text)
    {
        TimeSpan? unit = text.Length == 0 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };
        return unit is { } one
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && one.TotalDays * count <= LongestDays
            ? count * one
            : throw new FormatException($"Cannot parse simple time: {text}");
    }
}
