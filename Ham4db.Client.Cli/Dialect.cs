using System.Text.RegularExpressions;

namespace Ham4db.Client.Cli;

/// <summary>Which of the two shell scripts the program stands for: its name in messages, and whose settings it prefers.</summary>
/// <remarks>
/// Every text of the program is written in the first dialect. Where texts leave the program they are turned into the second one in one place, so
/// that no message can be forgotten.
/// </remarks>
internal sealed partial record Dialect
{
    /// <summary>As <c>ham4db-client</c>.</summary>
    public static readonly Dialect Ham4db = new()
    {
        ProgramName = Program.Name,
        Prefixes = ["HAM4DB_", "ORCHESTRATOR_"],
        ProfilePaths = ["/etc/profile.d/ham4db-client.sh", "/etc/profile.d/orchestrator-client.sh"],
    };

    /// <summary>As <c>orchestrator-client</c>.</summary>
    public static readonly Dialect Orchestrator = new()
    {
        ProgramName = "orchestrator-client",
        Prefixes = ["ORCHESTRATOR_", "HAM4DB_"],
        ProfilePaths = ["/etc/profile.d/orchestrator-client.sh", "/etc/profile.d/ham4db-client.sh"],
    };

    /// <summary>What messages call the program.</summary>
    public required string ProgramName { get; init; }

    /// <summary>Beginnings of the names of environment variables, the preferred one first.</summary>
    public required IReadOnlyList<string> Prefixes { get; init; }

    /// <summary>Profile files, the preferred one first.</summary>
    public required IReadOnlyList<string> ProfilePaths { get; init; }

    /// <summary>The dialect of the name that the program was started by, which may be a path.</summary>
    public static Dialect Of(string? startedAs)
        => Path.GetFileNameWithoutExtension(startedAs) == Orchestrator.ProgramName ? Orchestrator : Ham4db;

    /// <summary>A text of the program in this dialect: the two names, and the two prefixes, change places.</summary>
    public string Speak(string text)
        => this == Ham4db
            ? text
            : Names().Replace(text, static name => name.Value switch
            {
                "ham4db-client" => "orchestrator-client",
                "orchestrator-client" => "ham4db-client",
                "HAM4DB_" => "ORCHESTRATOR_",
                _ => "HAM4DB_",
            });

    [GeneratedRegex("ham4db-client|orchestrator-client|HAM4DB_|ORCHESTRATOR_", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
