namespace Ham4db.Client.Cli.Output;

/// <summary>Writes colours, where the terminal takes them.</summary>
internal static class Ink
{
    /// <summary>Moves to the beginning of the line and erases it.</summary>
    public const string EraseLine = "\r\e[K";

    private const string Reset = "\e[0m";

    /// <summary>The text in a colour; the text alone where there are none.</summary>
    public static string Paint(this Terminal terminal, Colour colour, string text)
        => terminal.HasColours && text.Length > 0 ? $"{Begin(colour)}{text}{Reset}" : text;

    private static string Begin(Colour colour) => colour switch
    {
        Colour.Good => "\e[32m",
        Colour.Warning => "\e[33m",
        Colour.Bad => "\e[31m",
        Colour.Faint => "\e[2m",
        _ => "\e[1m",
    };
}
