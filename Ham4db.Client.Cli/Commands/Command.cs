using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Commands;

/// <summary>A command as data. Reading of arguments, help and messages derive from it. What it does is either an answer or lasts.</summary>
internal abstract record Command
{
    /// <summary>The name in help: that of <c>orchestrator-client</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names of the same command, that of the <c>ham4db-client</c> script first.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Where help lists it.</summary>
    public required CommandGroup Group { get; init; }

    /// <summary>One line for help.</summary>
    public required string Summary { get; init; }

    /// <summary>Arguments that work, for help and for messages about missing inputs.</summary>
    public required string ExampleArguments { get; init; }

    /// <summary>Inputs it cannot do without, in the order of words.</summary>
    public IReadOnlyList<Input> Required { get; init; } = [];

    /// <summary>Inputs it can do without, in the order of words after the required ones.</summary>
    public IReadOnlyList<Input> Optional { get; init; } = [];

    /// <summary>Whether it changes anything. Told when it is interrupted.</summary>
    public bool IsChange { get; init; }

    /// <summary>
    /// Whether it takes away what cannot simply be put back: a master's role, replication positions, logs, what the service knows. Always a
    /// change as well.
    /// </summary>
    public bool IsDestructive { get; init; }

    /// <summary>Every input.</summary>
    public IEnumerable<Input> Inputs => Required.Concat(Optional);

    /// <summary>Every name, that of help first.</summary>
    public IEnumerable<string> Names => OtherNames.Prepend(Name);

    /// <summary>A whole command line that works.</summary>
    public string Example => $"{Program.Name} {Name} {ExampleArguments}".TrimEnd();

    /// <summary>The command line's form.</summary>
    public string Usage => string.Join(' ', new[] { Program.Name, Name }
        .Concat(Required.Select(input => input.Placeholder))
        .Concat(Optional.Select(input => $"[{input.Placeholder}]")));

    /// <summary>Bounds the command, or one request of one that goes on, unless <c>--timeout</c> says otherwise.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
