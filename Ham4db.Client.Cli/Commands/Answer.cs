namespace Ham4db.Client.Cli.Commands;

/// <summary>What a command prints, in either form.</summary>
/// <param name="Lines">Lines of text, as the shell scripts print them.</param>
/// <param name="Json">The server's reply as JSON on one line; asked for only when it is printed.</param>
/// <param name="ExitCode">One of <see cref="Cli.ExitCode"/>.</param>
internal sealed record Answer(IReadOnlyList<string> Lines, Func<string> Json, int ExitCode);
