using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>The manual page.</summary>
public sealed class ManPageTests
{
    [Fact]
    public async Task Man_Page_HasEveryCommandAndOption()
    {
        var page = (await Cli.RunAsync("man")).Output.Replace("\\-", "-", StringComparison.Ordinal);

        page.ShouldStartWith(".TH HAM4DB-CLIENT 1 ");
        foreach (var command in Catalog.All)
        {
            page.ShouldContain($".TP\n.B {command.Usage["ham4db-client ".Length..]}\n");
        }

        foreach (var option in Options.All)
        {
            page.ShouldContain($"--{option.Name}");
        }

        foreach (var section in new[] { "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES" })
        {
            page.ShouldContain($".SH {section}\n");
        }
    }

    /// <summary>Formatters say what they do not understand; they are not everywhere. One of them wants a date, which a build that can be repeated has not.</summary>
    [Theory]
    [InlineData("groff", "-man", "-ww", "-z", "-Tutf8")]
    [InlineData("mandoc", "-T", "lint", "-W", "error")]
    public async Task Man_Page_GivesFormattersNoReasonToComplain(string formatter, params string[] arguments)
    {
        var page = (await Cli.RunAsync("man")).Output;
        page.ShouldNotContain("\t");
        if (ProgramPath.Find(formatter) is not { } program)
        {
            return;
        }

        using var directory = new TemporaryDirectory("man");
        await File.WriteAllTextAsync(directory.Combine("page.1"), page);
        await using var process = ChildProcess.Start(formatter, program, [.. arguments, directory.Combine("page.1")]);
        (await process.WaitForExitAsync()).ShouldBe(0, process.Tail());
        process.Output.ShouldBeEmpty();
        process.Errors.ShouldBeEmpty();
    }
}
