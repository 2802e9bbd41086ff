using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Commands;

/// <summary>What a command that lasts works with.</summary>
internal sealed class Watchpost
{
    private readonly Action<string> _print;

    /// <param name="print">Writes to standard output, at once.</param>
    public Watchpost(Action<string> print) => _print = print;

    /// <summary>The checked inputs.</summary>
    public required Call Call { get; init; }

    /// <summary>Whom to ask, as whom, for how long.</summary>
    public required Server Server { get; init; }

    /// <summary>A client of these nodes, which the session disposes of.</summary>
    public required IHam4dbClient Client { get; init; }

    /// <summary>Says one line on standard error.</summary>
    public required Action<string> Tell { get; init; }

    /// <summary>Shows a line on standard error until something else is written there, or it is ended.</summary>
    public required Action<string> ShowMoment { get; init; }

    /// <summary>Erases what is shown for the moment.</summary>
    public required Action EndMoment { get; init; }

    /// <summary>Whether to print JSON, a line each.</summary>
    public required bool IsJson { get; init; }

    /// <summary>What may be written to standard output as to a terminal; nothing of the kind when it is JSON.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>What may be written to standard error as to a terminal.</summary>
    public required Terminal ErrorTerminal { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>In which of the program's two names to speak.</summary>
    public Dialect Dialect { get; init; } = Dialect.Ham4db;

    /// <summary>Writes to standard output, at once; nothing with <c>--quiet</c>.</summary>
    /// <exception cref="CommandFailedException">Nobody reads it any more.</exception>
    public void Print(string text) => _print(text);
}
