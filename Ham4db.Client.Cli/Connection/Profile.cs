using System.Text.RegularExpressions;

namespace Ham4db.Client.Cli.Connection;

/// <summary>
/// Reads the assignments of a profile file: <c>NAME=value</c> or <c>export NAME=value</c>, the value bare, quoted, or
/// <c>${NAME:-value}</c> with its own name.
/// </summary>
/// <remarks>A plain assignment wins over the environment, because the shell scripts source the file; <c>${NAME:-value}</c> lets the environment win.</remarks>
internal static partial class Profile
{
    /// <summary>The variables after the file, and what could not be read of lines that set variables with one of the prefixes.</summary>
    public static (IReadOnlyDictionary<string, string> Variables, IReadOnlyList<string> Warnings) Apply(
        string path, string text, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> prefixes)
    {
        var result = new Dictionary<string, string>(variables);
        var warnings = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (Assignment().Match(line) is not { Success: true } match)
            {
                continue;
            }

            var name = match.Groups["name"].Value;
            if (!prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                continue;
            }

            if (ReadValue(name, match.Groups["value"].Value, result.GetValueOrDefault(name)) is { } value)
            {
                result[name] = value;
            }
            else
            {
                warnings.Add($"{path} line {number}: {name} is set by more than a plain value, which only a shell can read; line ignored");
            }
        }

        return (result, warnings);
    }

    private static string? ReadValue(string name, string text, string? current)
    {
        var value = Value().Match(text);
        if (!value.Success)
        {
            return null;
        }

        if (value.Groups["single"].Success)
        {
            return value.Groups["single"].Value;
        }

        var content = value.Groups["double"].Success ? value.Groups["double"].Value : value.Groups["bare"].Value;
        var prefix = $"${{{name}:-";
        if (content.StartsWith(prefix, StringComparison.Ordinal) && content.EndsWith('}'))
        {
            var fallback = content[prefix.Length..^1];
            return IsPlain(fallback) ? string.IsNullOrEmpty(current) ? fallback : current : null;
        }

        return IsPlain(content) ? content : null;
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAny("$`\\\"") < 0;

    [GeneratedRegex(@"^\s*(?:export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?:'(?<single>[^']*)'|""(?<double>(?:[^""\\]|\\.)*)""|(?<bare>[^\s'"";&|()#]*))\s*;?\s*(?:#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
