using System.Globalization;

namespace Ham4db.Client.Cli.Arguments;

/// <summary>Reads durations as the server writes them: a number and one of <c>s m h d w</c>; also <c>ms</c>, and a bare number of seconds.</summary>
internal static class Durations
{
    private const long LongestSeconds = 100L * 366 * 24 * 3600;

    /// <summary>Reads a duration of more than zero and at most a hundred years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (!long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > LongestSeconds * 1000)
        {
            return false;
        }

        decimal? milliseconds = text[digits..] switch
        {
            "ms" => 1,
            "" or "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            "w" => 604_800_000,
            _ => null,
        };
        if (milliseconds is not { } unit || number == 0 || number * unit > LongestSeconds * 1000m)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds((double)(number * unit));
        return true;
    }
}
