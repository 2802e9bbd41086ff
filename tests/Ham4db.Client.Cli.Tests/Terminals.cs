using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Tests;

/// <summary>Terminals for sessions in this process, and people before them.</summary>
internal static class Terminals
{
    /// <summary>A terminal without colours.</summary>
    public static Terminal Plain(int width = 80) => Terminal.Of(true, new Dictionary<string, string> { ["TERM"] = "xterm", ["NO_COLOR"] = "1" }, () => (width, 24));

    /// <summary>A terminal with colours.</summary>
    public static Terminal Coloured(int width = 80) => Terminal.Of(true, new Dictionary<string, string> { ["TERM"] = "xterm" }, () => (width, 24));

    /// <summary>A person at a terminal without colours who types this line, and nothing more.</summary>
    public static Func<Shell, Shell> Typing(string? line) => shell => shell with
    {
        HasKeyboard = true,
        ReadLine = () => line,
        ReadSecret = () => line,
        OutputTerminal = Plain(),

        // One without progress, which would come and go with the machine's load.
        ErrorTerminal = Terminal.Of(true, new Dictionary<string, string> { ["TERM"] = "dumb" }, () => (80, 24)),
    };
}
