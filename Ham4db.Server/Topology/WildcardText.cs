namespace Ham4db.Server.Topology;

/// <summary>Matching as SQL's LIKE does it: <c>%</c> is any text, <c>_</c> any one character, and case does not matter.</summary>
internal static class WildcardText
{
    /// <summary>Whether all of <paramref name="text"/> fits <paramref name="pattern"/>.</summary>
    public static bool Like(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        // Where to go on when the last % has to swallow one character more.
        var (afterPercent, swallowed) = (-1, 0);
        var (at, want) = (0, 0);
        while (at < text.Length)
        {
            if (want < pattern.Length && pattern[want] == '%')
            {
                (afterPercent, swallowed) = (++want, at);
            }
            else if (want < pattern.Length && (pattern[want] == '_' || char.ToUpperInvariant(pattern[want]) == char.ToUpperInvariant(text[at])))
            {
                at++;
                want++;
            }
            else if (afterPercent >= 0)
            {
                (at, want) = (++swallowed, afterPercent);
            }
            else
            {
                return false;
            }
        }

        return pattern[want..].TrimStart('%').IsEmpty;
    }
}
