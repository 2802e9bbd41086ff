namespace Ham4db.Client.Cli.Tests;

/// <summary>The answers as tables, from the replies that the Go servers gave.</summary>
public sealed class TableOutputTests
{
    [Theory]
    [InlineData("orchestrator/healthy", "clusters", """
        CLUSTER          ALIAS  DOMAIN  INSTANCES  LAG  MASTER-RECOVERY  INTERMEDIATE-RECOVERY
        127.0.0.1:10111  ci     -               4   0s  yes              yes

        """)]
    [InlineData("orchestrator/healthy", "all-instances", """
        INSTANCE         ALIAS  CLUSTER          MASTER           LAG  VERSION                         READ-ONLY  DC         DOWNTIMED  PROBLEMS
        127.0.0.1:10111  -      127.0.0.1:10111  -                  -  10.11.19-MariaDB-0+deb12u1-log  no         dc-east-1  no         -
        127.0.0.1:10112  -      127.0.0.1:10111  127.0.0.1:10111   0s  10.11.19-MariaDB-0+deb12u1-log  yes        dc-east-1  no         -
        127.0.0.1:10113  -      127.0.0.1:10111  127.0.0.1:10111   0s  10.11.19-MariaDB-0+deb12u1-log  yes        dc-east-2  no         -
        127.0.0.1:10114  -      127.0.0.1:10111  127.0.0.1:10111   0s  10.11.19-MariaDB-0+deb12u1-log  yes        dc-west    no         -

        """)]
    [InlineData("orchestrator/healthy", "tags 127.0.0.1:10112", "TAG  VALUE\n")]
    [InlineData("orchestrator/healthy", "topology ci", null)]
    public async Task Run_TableAsked_PrintsColumns(string scenario, string arguments, string? table)
    {
        var recording = Recording.Open(scenario);
        using var node = new StubNode(request => recording.Answer(request));

        var result = await Cli.RunAsync(node, [.. arguments.Split(' '), "--output", "table"]);
        var text = await Cli.RunAsync(node, arguments.Split(' '));

        result.ShouldBe(new CliResult(0, table ?? text.Output, ""));
    }
}
