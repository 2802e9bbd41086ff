using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli;

/// <summary>What surrounds the program: everything it reads or writes besides its arguments and the network.</summary>
internal sealed record Shell
{
    /// <summary>Standard output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether standard input is a terminal, at which somebody may answer.</summary>
    public bool HasKeyboard { get; init; }

    /// <summary>Reads a line of standard input, and waits for it; null at its end.</summary>
    public Func<string?> ReadLine { get; init; } = () => null;

    /// <summary>The same from a terminal, which does not show what is typed.</summary>
    public Func<string?> ReadSecret { get; init; } = () => null;

    /// <summary>What <see cref="Output"/> is attached to.</summary>
    public Terminal OutputTerminal { get; init; } = Terminal.None;

    /// <summary>What <see cref="Error"/> is attached to.</summary>
    public Terminal ErrorTerminal { get; init; } = Terminal.None;

    /// <summary>The environment.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Reads a text file; null when there is none or it may not be read.</summary>
    public required Func<string, string?> ReadFile { get; init; }

    /// <summary>Who runs the program: the owner of a downtime unless <c>-o</c> says otherwise.</summary>
    public required string UserName { get; init; }

    /// <summary>By which of its two names the program was started.</summary>
    public Dialect Dialect { get; init; } = Dialect.Ham4db;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
