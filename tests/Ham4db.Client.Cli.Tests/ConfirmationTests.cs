using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Tests;

/// <summary>A person at a terminal is asked before something is taken away; programs are not.</summary>
[Trait(Cli.Runs, Cli.Here)]
public sealed class ConfirmationTests
{
    private const string Question = """
        forget-cluster forgets every instance of a cluster
          instance|alias  shop
          nodes           {0}/api
        Do it? [y/N] 
        """;

    private static StubNode Node() => StubNode.Answering("forget-cluster/shop", """{"Code":"OK","Message":"","Details":null}""");

    [Theory]
    [InlineData("y")]
    [InlineData("YES")]
    public async Task Destructive_Confirmed_IsSent(string answer)
    {
        using var node = Node();

        var result = await RunAsync(node, answer, "forget-cluster", "shop");

        result.ShouldBe(new CliResult(0, "", Question.Replace("{0}", node.Url, StringComparison.Ordinal)));
        node.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData("yeah")]
    [InlineData(null)]
    public async Task Destructive_NotConfirmed_IsNotSent(string? answer)
    {
        using var node = Node();

        var result = await RunAsync(node, answer, "forget-cluster", "shop");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldEndWith("ham4db-client: forget-cluster was not confirmed; nothing was sent\n");
        node.AllRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Destructive_WithYes_IsNotAsked()
    {
        using var node = Node();

        var result = await RunAsync(node, "n", "forget-cluster", "shop", "--yes");

        result.ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    public async Task Destructive_InAPipe_IsNotAsked()
    {
        using var node = Node();

        var result = await Cli.RunAsync(
            new Dictionary<string, string> { ["HAM4DB_API"] = node.Url },
            ["forget-cluster", "shop"],
            surround: shell => Terminals.Typing("n")(shell) with { HasKeyboard = false });

        result.ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    public async Task Harmless_AtATerminal_IsNotAsked()
    {
        using var node = StubNode.Answering("clusters-info", "[]");

        var result = await RunAsync(node, "n", "clusters");

        result.ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    public async Task Question_NamesInstanceWithPortAndNoControlCharacter()
    {
        using var node = new StubNode(_ => StubReply.NoSuchRoute);

        var result = await RunAsync(node, "n", "reset-replica", "db-2", "-D", "3307");

        result.Error.ShouldContain("  instance  db-2:3307\n");
    }

    [Fact]
    public void Destructive_Commands_AreChanges()
        => Catalog.All.Where(command => command.IsDestructive && !command.IsChange).ShouldBeEmpty();

    private static Task<CliResult> RunAsync(StubNode node, string? answer, params string[] arguments)
        => Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url }, arguments, surround: Terminals.Typing(answer));
}
