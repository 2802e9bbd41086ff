namespace Ham4db.Server.Configuration;

/// <summary>The value that a key was given.</summary>
/// <param name="Setting">The key.</param>
/// <param name="Value">The value, of the key's type.</param>
/// <param name="Shown">The value as a message may show it.</param>
/// <param name="Place">Where it was given, to begin a message with: the file and the key as it is written there.</param>
/// <param name="IsFromEnvironment">Whether it was given by an environment variable.</param>
internal sealed record SettingValue(Setting Setting, object Value, string Shown, string Place, bool IsFromEnvironment)
{
    private const int LongestShown = 80;

    /// <summary>A value made fit for a message: on one line, not too long, and never a secret.</summary>
    public static string Show(Setting setting, string written)
    {
        var line = string.Join(' ', UserInfo.Hide(written).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return setting.IsSecret ? "(not shown)" : line.Length > LongestShown ? $"{line[..LongestShown]}..." : line;
    }

    /// <summary>The value cannot be used, because of <paramref name="why"/>.</summary>
    public ConfigurationException Refused(string why) => new($"{Place} is {Shown}: {why}");
}
