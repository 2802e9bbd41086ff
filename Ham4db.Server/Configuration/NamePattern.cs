using System.Text.RegularExpressions;

namespace Ham4db.Server.Configuration;

/// <summary>The regular expressions of configuration files: found anywhere in the text, case matters, matched in linear time.</summary>
/// <remarks>
/// The files were written for an engine without backtracking; this one is run without it too, so that no pattern can stall the service.
/// Look-around and back-references are therefore not available in either.
/// </remarks>
internal static class NamePattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Prepares <paramref name="pattern"/> for many uses.</summary>
    /// <exception cref="FormatException">It is no regular expression; the message says why.</exception>
    public static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(Translate(pattern), Options);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
        catch (NotSupportedException exception)
        {
            throw new FormatException($"{exception.Message} (look-around and back-references are not supported)", exception);
        }
    }

    /// <summary>Whether <paramref name="pattern"/>, checked before, is found in <paramref name="text"/>.</summary>
    public static bool IsFound(string pattern, string text) => Regex.IsMatch(text, Translate(pattern), Options, Regex.InfiniteMatchTimeout);

    /// <summary>What the first group of <paramref name="pattern"/>, checked before, captures in <paramref name="text"/>; empty when nothing.</summary>
    public static string FirstGroup(string pattern, string text)
        => pattern.Length > 0 && Regex.Match(text, Translate(pattern), Options, Regex.InfiniteMatchTimeout) is { Success: true, Groups.Count: > 1 } match
            ? match.Groups[1].Value
            : string.Empty;

    // The one common spelling of that engine that .NET does not read.
    private static string Translate(string pattern) => pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
}
