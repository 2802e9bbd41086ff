using System.Text.RegularExpressions;

namespace Ham4db.Server.Configuration;

/// <summary>The <c>user:password@</c> that an address may begin with.</summary>
internal static partial class UserInfo
{
    /// <summary>A text with addresses in it as a message may show it: without users and passwords.</summary>
    public static string Hide(string text) => InAddress().Replace(text, "://(not shown)@");

    // Up to the last @ of a word: who forgets to encode a password has one with an @ or a slash in it.
    [GeneratedRegex("""://[^\s",]*@""", RegexOptions.CultureInvariant)]
    private static partial Regex InAddress();
}
