
namespace Ham4db.Client.Cli.Connection;

/// <summary>
/// The environment with the profile file over it. A setting is looked up as <c>HAM4DB_name</c>, then as <c>ORCHESTRATOR_name</c>; an empty
/// text counts as unset.
/// </summary>
internal sealed class Settings
{
    private static readonly string[] Prefixes = ["HAM4DB_", "ORCHESTRATOR_"];

    /// <summary>The profile files; the first one that exists is read, as the shell scripts source theirs.</summary>
    private static readonly string[] ProfilePaths = ["/etc/profile.d/ham4db-client.sh", "/etc/profile.d/orchestrator-client.sh"];

    private readonly IReadOnlyDictionary<string, string> _variables;

    private Settings(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> warnings)
    {
        _variables = variables;
        Warnings = warnings;
    }

    /// <summary>Lines of the profile that set one of our variables in a way that only a shell understands.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the environment and the profile.</summary>
    public static Settings Read(Shell shell)
    {
        foreach (var path in ProfilePaths)
        {
            if (shell.ReadFile(path) is { } text)
            {
                var profile = Profile.Apply(path, text, shell.Variables, Prefixes);
                return new Settings(profile.Variables, profile.Warnings);
            }
        }

        return new Settings(shell.Variables, []);
    }

    /// <summary>The value of a setting, given its name without prefix; null when it is unset or empty.</summary>
    public string? Find(string name)
        => Prefixes
            .Select(prefix => _variables.GetValueOrDefault(prefix + name))
            .FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
