using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Tests.Output;

public sealed class TerminalTests
{
    [Theory]
    [InlineData(true, "xterm", null, true, true, true)]
    [InlineData(true, "xterm", "", true, true, true)]
    [InlineData(true, "xterm", "1", true, true, false)]
    [InlineData(true, "dumb", null, true, false, false)]
    [InlineData(true, "", null, true, false, false)]
    [InlineData(true, null, null, true, false, false)]
    [InlineData(false, "xterm", null, false, false, false)]
    public void Of_StreamAndEnvironment_DecideWhatIsWritten(bool isTerminal, string? term, string? noColor, bool isInteractive, bool canRedraw, bool hasColours)
    {
        var terminal = Terminal.Of(isTerminal, Variables(term, noColor), () => (100, 40));

        (terminal.IsInteractive, terminal.CanRedraw, terminal.HasColours).ShouldBe((isInteractive, canRedraw, hasColours));
    }

    [Theory]
    [InlineData(true, 100, 40, 100, 40)]
    [InlineData(true, 0, 0, 80, 24)]
    [InlineData(false, 100, 40, int.MaxValue, int.MaxValue)]
    public void Size_OfAStream_IsThatOfTheTerminal(bool isTerminal, int columns, int lines, int width, int height)
    {
        var terminal = Terminal.Of(isTerminal, Variables("xterm", null), () => (columns, lines));

        (terminal.Width, terminal.Height).ShouldBe((width, height));
    }

    [Fact]
    public void Paint_WithoutColours_IsTheTextAlone()
    {
        Terminal.None.Paint(Colour.Bad, "invalid").ShouldBe("invalid");
        Terminal.Of(true, Variables("xterm", null), () => (80, 24)).Paint(Colour.Bad, "invalid").ShouldBe("\e[31minvalid\e[0m");
    }

    private static Dictionary<string, string> Variables(string? term, string? noColor)
    {
        var variables = new Dictionary<string, string>();
        if (term is not null)
        {
            variables["TERM"] = term;
        }

        if (noColor is not null)
        {
            variables["NO_COLOR"] = noColor;
        }

        return variables;
    }
}
