using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Tests.Output;

public sealed class TableTests
{
    private static readonly IReadOnlyList<Column<(string Name, int Size, string Text)>> Columns =
    [
        new("NAME", thing => thing.Name),
        new("SIZE", thing => $"{thing.Size}") { IsNumber = true },
        new("TEXT", thing => thing.Text),
    ];

    [Fact]
    public void Write_SeveralThings_AlignsTheirColumns()
    {
        var table = Table.Of([("a", 5, "one"), ("long-name", 1234, "")], Columns);

        table.Write(Terminal.None).ShouldBe("""
            NAME       SIZE  TEXT
            a             5  one
            long-name  1234  -

            """);
    }

    [Fact]
    public void Write_Nothing_IsTheHeadings()
        => Table.Of([], Columns).Write(Terminal.None).ShouldBe("NAME  SIZE  TEXT\n");

    [Fact]
    public void Write_OneThing_IsALineForEachColumn()
        => Table.OfOne(("a", 5, "one"), Columns).Write(Terminal.None).ShouldBe("NAME  a\nSIZE  5\nTEXT  one\n");

    [Fact]
    public void Write_WideCell_IsCutOnATerminalOnly()
    {
        var table = Table.Of([("name-that-stays", 5, "a text that is much too long")], Columns);

        table.Write(Terminal.None).ShouldEndWith("a text that is much too long\n");
        table.Write(Terminals.Plain(width: 36)).ShouldBe("NAME             SIZE  TEXT\nname-that-stays     5  a text that …\n");
        table.Write(Terminals.Plain(width: 5)).ShouldEndWith("name-that-stays     5  a text …\n");
    }

    [Fact]
    public void Write_ControlCharacters_DoNotReachTheTerminal()
        => Table.Of([("a", 5, "two\nlines\e[2J")], Columns).Write(Terminals.Plain()).ShouldEndWith("a        5  two lines [2J\n");

    [Fact]
    public void Write_HeadingsOnATerminalWithColours_StandOut()
        => Table.Of([("a", 5, "b")], Columns).Write(Terminals.Coloured()).ShouldBe("\e[1mNAME  SIZE  TEXT\e[0m\na        5  b\n");
}
