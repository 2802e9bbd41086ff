
namespace Ham4db.Client.Cli.Connection;

/// <summary>
/// The environment with the profile file over it. A setting is looked up as <c>HAM4DB_name</c>, then as <c>ORCHESTRATOR_name</c>, the other way
/// round under the other name of the program; an empty text counts as unset.
/// </summary>
internal sealed class Settings
{
    private readonly Dialect _dialect;
    private readonly IReadOnlyDictionary<string, string> _variables;

    private Settings(Dialect dialect, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> warnings)
    {
        _dialect = dialect;
        _variables = variables;
        Warnings = warnings;
    }

    /// <summary>Lines of the profile that set one of our variables in a way that only a shell understands.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the environment and the first profile that exists, as the shell scripts source theirs.</summary>
    public static Settings Read(Shell shell)
    {
        foreach (var path in shell.Dialect.ProfilePaths)
        {
            if (shell.ReadFile(path) is { } text)
            {
                var profile = Profile.Apply(path, text, shell.Variables, shell.Dialect.Prefixes);
                return new Settings(shell.Dialect, profile.Variables, profile.Warnings);
            }
        }

        return new Settings(shell.Dialect, shell.Variables, []);
    }

    /// <summary>The value of a setting, given its name without prefix; null when it is unset or empty.</summary>
    public string? Find(string name)
        => _dialect.Prefixes
            .Select(prefix => _variables.GetValueOrDefault(prefix + name))
            .FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
