using System.Text.RegularExpressions;
using Ham4db.Client.Cli.Commands;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>The tables of <c>docs/cli.md</c> against the command model.</summary>
[Trait(Cli.Runs, Cli.Here)]
public sealed partial class DocumentationTests
{
    private static readonly string[] Rows = ReadRows();

    public static TheoryData<string> Commands() => [.. Catalog.All.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Table_OfTheCommands_HasNamesAndArgumentsOfEach(string name)
    {
        var command = Catalog.Get(name);
        var arguments = command.Usage[$"{Program.Name} {name}".Length..].Trim().Replace("|", "\\|", StringComparison.Ordinal);

        Rows.ShouldContain(row => row.StartsWith(
            $"| {Code(name)} |{Cell(string.Join(", ", command.OtherNames.Select(Code)))}|{Cell(arguments.Length > 0 ? Code(arguments) : string.Empty)}|", StringComparison.Ordinal));
    }

    [Fact]
    public void Table_OfTheCommands_HasNoOthers()
        => Rows.Select(row => FirstCell().Match(row).Groups[1].Value).ShouldBe(Catalog.All.Select(command => command.Name), ignoreOrder: true);

    private static string Code(string text) => $"`{text}`";

    private static string Cell(string text) => text.Length == 0 ? " " : $" {text} ";

    private static string[] ReadRows()
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Find(), "docs", "cli.md"));
        var first = Array.IndexOf(lines, "## Commands");
        var last = Array.IndexOf(lines, "## Options for every command");
        return [.. lines[first..last].Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
    }

    [GeneratedRegex("^\\| `([a-z-]+)` \\|")]
    private static partial Regex FirstCell();
}
