using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("help")]
    [InlineData("-c", "help")]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-help")]
    public async Task Help_Whole_NamesEveryCommandOptionAndExitCode(params string[] arguments)
    {
        var result = await Cli.RunAsync(arguments);

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        foreach (var command in Catalog.All)
        {
            result.Output.ShouldContain($"  {string.Join(", ", command.OtherNames.Prepend(command.Name))}");
            result.Output.ShouldContain($"$ {command.Example}\n");
        }

        foreach (var expected in new[] { "--promotion-rule RULE", "HAM4DB_AUTH_USER_HEADER", "Exit codes: 0 done" })
        {
            result.Output.ShouldContain(expected);
        }
    }

    [Theory]
    [InlineData("help", "which-slaves")]
    [InlineData("which-replicas", "--help")]
    [InlineData("-c", "repl-list-replica", "-h")]
    [InlineData("-h", "which-replicas")]
    public async Task Help_OfOneCommand_ShowsItsUsage(params string[] arguments)
    {
        var result = await Cli.RunAsync(arguments);

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldStartWith("which-replicas: direct replicas of an instance\n\nUsage: ham4db-client which-replicas HOST[:PORT]\nAlso:  repl-list-replica\n");
    }

    [Fact]
    public async Task Version_Asked_IsOneLine()
    {
        var result = await Cli.RunAsync("--version");

        result.Output.ShouldMatch(@"^ham4db-client \d+\.\d+\.\d+\n$");
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public void Catalog_Names_AreUnique() => Catalog.All.SelectMany(command => command.Names).ToList().ShouldBeUnique();
}
