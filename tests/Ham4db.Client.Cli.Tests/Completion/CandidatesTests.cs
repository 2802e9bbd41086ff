using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Tests.Completion;

/// <summary>What may stand at the cursor, as the shells' scripts ask for it.</summary>
public sealed class CandidatesTests
{
    private const string Clusters =
        """
        [{"ClusterName":"db-1:3306","ClusterAlias":"shop","ClusterDomain":"","CountInstances":2,"HeuristicLag":0},
         {"ClusterName":"db-9:3306","ClusterAlias":"db-9:3306","ClusterDomain":"","CountInstances":1,"HeuristicLag":0}]
        """;

    private const string Instances =
        """
        [{"Key":{"Hostname":"db-1","Port":3306},"ClusterName":"db-1:3306"},{"Key":{"Hostname":"db-2","Port":3307},"ClusterName":"db-1:3306"},
         {"Key":{"Hostname":"web","Port":3306},"ClusterName":"web:3306"}]
        """;

    [Theory]
    [InlineData("which-ma", "", "which-master")]
    [InlineData("instance-master", "", "instance-master-identify")]
    [InlineData("which-ma", "-c", "which-master")]
    [InlineData("which-ma", "help", "which-master")]
    [InlineData("which-ma", "--output json", "which-master")]
    [InlineData("topology-tab", "-i db-1 -c", "topology-tabulated")]
    [InlineData("--promo", "register-candidate db-1", "--promotion-rule")]
    [InlineData("js", "clusters --output", "json")]
    [InlineData("--output=js", "clusters", "--output=json")]
    [InlineData("", "register-candidate db-1", "prefer neutral prefer_not must_not")]
    [InlineData("pre", "-c register-candidate -i db-1 -R", "prefer prefer_not")]
    [InlineData("--promotion-rule=must", "register-candidate db-1", "--promotion-rule=must_not")]
    [InlineData("", "completion", "bash zsh fish powershell")]
    [InlineData("h", "wait", "healthy")]
    [InlineData("s", "wait healthy", "shop")]
    [InlineData("s", "topology", "shop")]
    [InlineData("db", "topology", "db-1:3306 db-9:3306")]
    [InlineData("", "topology -a", "shop db-1:3306 db-9:3306")]
    [InlineData("db", "-c topology -i", "db-1:3306 db-2:3307")]
    [InlineData("", "which-master", "db-1:3306 db-2:3307 web:3306")]
    [InlineData("db-2:", "which-master", "db-2:3307")]
    [InlineData("--instance=db-2:33", "which-master", "--instance=db-2:3307")]
    [InlineData("w", "-i", "web:3306")]
    [InlineData("w", "relocate db-1 -d", "web:3306")]
    [InlineData("w", "relocate db-1:3306", "web:3306")]
    [InlineData("w", "relocate -i db-1:3306", "web:3306")]
    [InlineData("db-1:3306,w", "submit-pool-instances", "db-1:3306,web:3306")]
    [InlineData("", "clusters", "")]
    [InlineData("", "which-master db-1", "")]
    [InlineData("", "begin-downtime db-1", "")]
    [InlineData("x", "nosuchcommand", "")]
    [InlineData("x", "--nosuchoption", "")]
    [InlineData("nosuch", "", "")]
    public async Task Complete_HalfALine_HasWhatFits(string current, string words, string expected)
    {
        using var node = new StubNode(request => request.Path switch
        {
            "clusters-info" => new StubReply(Clusters),
            "all-instances" => new StubReply(Instances),
            _ => StubReply.NoSuchRoute,
        });

        var values = await CompleteAsync(new() { ["HAM4DB_API"] = node.Url }, current, words);

        values.ShouldBe(expected);
    }

    [Fact]
    public async Task Complete_Nothing_OffersEveryCommandOnce()
    {
        (await CompleteAsync([], "", "")).Split(' ').ShouldBe(Catalog.All.Select(command => command.Name));
    }

    [Fact]
    public async Task Complete_Dashes_OffersEveryOptionWithItsSummary()
    {
        var result = await Cli.RunAsync("complete", "=--", "topology");

        result.ShouldBe(new CliResult(0, string.Concat(Options.All.Select(option => $"--{option.Name}\t{option.Summary}\n")), ""));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Complete_NoServer_PrintsNothing(string api)
    {
        var result = await Cli.RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = api }, ["complete", "=", "topology"]);

        result.ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    public async Task Complete_SilentServer_PrintsNothing()
    {
        using var node = new SilentNode();

        var result = await Cli.RunAsync("complete", "=", "which-master", "-U", node.Url);

        result.ShouldBe(new CliResult(0, "", ""));
    }

    [Fact]
    public async Task Complete_RefusingServer_PrintsNothing()
    {
        using var node = new StubNode(request => request.Path.EndsWith("-check", StringComparison.Ordinal)
            ? StubReply.NoSuchRoute
            : new StubReply("""{"Code":"ERROR","Message":"no","Details":{"a":1}}""", System.Net.HttpStatusCode.InternalServerError));

        var result = await Cli.RunAsync(node, "complete", "=", "topology");

        result.ShouldBe(new CliResult(0, "", ""));
    }

    /// <summary>With more time than a person waits for: tests use machines up.</summary>
    private static async Task<string> CompleteAsync(Dictionary<string, string> variables, string current, string words)
    {
        var result = await Cli.RunAsync(variables, ["complete", $"={current}", "--timeout", "30s", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        return string.Join(' ', result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
    }
}
