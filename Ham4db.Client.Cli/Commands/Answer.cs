using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Commands;

/// <summary>What a command prints, in either form.</summary>
/// <param name="Lines">Lines of text, as the shell scripts print them.</param>
/// <param name="Json">The server's reply as JSON on one line; asked for only when it is printed.</param>
/// <param name="ExitCode">One of <see cref="Cli.ExitCode"/>.</param>
internal sealed record Answer(IReadOnlyList<string> Lines, Func<string> Json, int ExitCode)
{
    /// <summary>What else the server said that a person must know, for standard error; null when there is nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>The answer as a table; null for one that is best read as text. Made only when it is printed.</summary>
    public Func<Table?>? Table { get; init; }

    /// <summary>How a line is coloured for a terminal; null for answers without colours.</summary>
    public Func<string, Terminal, string>? Paint { get; init; }

    /// <summary>The answer as it is printed.</summary>
    public string Write(OutputForm form, Terminal terminal) => form switch
    {
        OutputForm.Json => Json() + "\n",
        OutputForm.Table when Table?.Invoke() is { } table => table.Write(terminal),
        _ when Paint is { } paint && terminal.HasColours => string.Concat(Lines.SelectMany(each => each.Split('\n')).Select(each => paint(each, terminal) + "\n")),
        _ => string.Concat(Lines.Select(each => each + "\n")),
    };
}
