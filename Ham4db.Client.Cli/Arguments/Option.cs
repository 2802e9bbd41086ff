namespace Ham4db.Client.Cli.Arguments;

/// <summary>An option of the command line.</summary>
/// <param name="Name">Long name without dashes; accepted with one dash and with two.</param>
/// <param name="Letters">Short spellings; empty when there is none.</param>
/// <param name="Placeholder">What stands for the value in help; null for an option that takes none.</param>
/// <param name="Summary">One line for help.</param>
internal sealed record Option(string Name, string Letters, string? Placeholder, string Summary)
{
    /// <summary>Whether a value follows.</summary>
    public bool TakesValue => Placeholder is not null;

    /// <summary>The spelling that messages use: the letter where there is one, as people of the shell scripts know it.</summary>
    public string Shown => Letters.Length > 0 ? $"-{Letters[0]}" : $"--{Name}";

    /// <summary>Every spelling, dashes included.</summary>
    public IEnumerable<string> Spellings => Letters.Select(letter => $"-{letter}").Concat([$"--{Name}", $"-{Name}"]);
}
