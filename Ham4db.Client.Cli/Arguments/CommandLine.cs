namespace Ham4db.Client.Cli.Arguments;

/// <summary>The arguments, taken apart: options with their values, and the words between them.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<Option, string> _values;

    private CommandLine(Dictionary<Option, string> values, IReadOnlyList<string> words)
    {
        _values = values;
        CommandName = values.GetValueOrDefault(Options.Command) ?? (words is [var first, ..] ? first : null);
        Words = values.ContainsKey(Options.Command) ? words : [.. words.Skip(1)];
    }

    /// <summary>The command as typed; null when none was given.</summary>
    public string? CommandName { get; }

    /// <summary>The words that are neither options nor the command.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The option's value as typed, the last one when it was given twice; null when it was not given.</summary>
    public string? this[Option option] => _values.GetValueOrDefault(option);

    /// <summary>Whether an option was given.</summary>
    public bool Has(Option option) => _values.ContainsKey(option);

    /// <summary>Takes arguments apart.</summary>
    /// <remarks>
    /// Written by hand because the shell scripts' syntax is that of getopts after a rewriting of long forms: a value may be glued to its
    /// letter (<c>-idb-1:3306</c>), may itself begin with a dash, and holds colons. Libraries that also split values at colons read
    /// such lines as something else without an error.
    /// </remarks>
    /// <exception cref="UsageException">An option is unknown, or its value is missing.</exception>
    public static CommandLine Read(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<Option, string>();
        var words = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                words.AddRange(arguments.Skip(i + 1));
                break;
            }

            if (argument.Length < 2 || argument[0] != '-')
            {
                words.Add(argument);
                continue;
            }

            var (option, value) = ReadOption(argument);
            if (option.TakesValue && value is null)
            {
                value = ++i < arguments.Count
                    ? arguments[i]
                    : throw new UsageException($"option {argument} needs a value: {argument} {option.Placeholder}");
            }

            values[option] = value ?? string.Empty;
        }

        return new CommandLine(values, words);
    }

    private static (Option Option, string? Value) ReadOption(string argument)
    {
        if (Find(argument) is { } exact)
        {
            return (exact, null);
        }

        var equals = argument.IndexOf('=');
        var name = equals < 0 ? argument : argument[..equals];
        if (equals >= 0 && Find(name) is { } assigned)
        {
            return assigned.TakesValue
                ? (assigned, argument[(equals + 1)..])
                : throw new UsageException($"option {name} takes no value: write {name} alone");
        }

        var typo = Nearest.To(name, Options.All.SelectMany(option => option.Spellings).Where(spelling => spelling.Length > 3), atMost: name.Length < 6 ? 1 : 2);
        if (typo is null && argument[1] != '-' && Find(argument[..2]) is { TakesValue: true } glued)
        {
            return (glued, argument[2..]);
        }

        throw new UsageException(typo is null
            ? $"unknown option {name}: \"ham4db-client help\" lists the options"
            : $"unknown option {name}: did you mean {typo}?");
    }

    /// <summary>The option with a spelling, dashes included; null when there is none.</summary>
    public static Option? Find(string spelling) => Options.All.FirstOrDefault(option => option.Spellings.Contains(spelling));
}
