using System.Net;

namespace Ham4db.Client.Cli.Tests;

/// <summary>The raft commands that ask more than one thing, or print more than one.</summary>
public sealed class RaftTests
{
    [Fact]
    public async Task RaftLeader_LeaderKnown_PrintsItsRaftAddress()
    {
        using var node = Node(state: "Leader", leader: "10.0.0.2:10008");

        var result = await Cli.RunAsync(node, "raft-leader");

        result.ShouldBe(new CliResult(0, "10.0.0.2:10008\n", ""));
    }

    [Fact]
    public async Task RaftLeader_NoLeaderKnown_SaysSo()
    {
        using var node = Node(state: "Candidate", leader: "");

        var result = await Cli.RunAsync(node, "raft-leader");

        result.ShouldBe(new CliResult(3, "", "ham4db-client: the node that answered knows no raft leader: try again, or ask raft-health\n"));
    }

    [Fact]
    public async Task RaftLeader_NoRaft_PrintsTheServersWords()
    {
        using var node = new StubNode(request => request.Path.StartsWith("raft-", StringComparison.Ordinal)
            ? new StubReply($$"""{"Code":"ERROR","Message":"{{request.Path}}: not running with raft setup","Details":null}""", HttpStatusCode.InternalServerError)
            : StubReply.NoSuchRoute);

        var result = await Cli.RunAsync(node, "raft-leader");

        result.ShouldBe(new CliResult(1, "", "raft-state: not running with raft setup\n"));
    }

    [Theory]
    [InlineData(true, 0, "box-2\n")]
    [InlineData(false, 1, "")]
    public async Task RaftLeaderHostname_Status_CountsOnlyFromTheLeader(bool isLeader, int exitCode, string output)
    {
        using var node = new StubNode(request => request.Path switch
        {
            "raft-state" => new StubReply("\"Leader\""),
            "status" => new StubReply(
                $$"""{"Code":"OK","Message":"ok","Details":{"Healthy":true,"IsRaftLeader":{{(isLeader ? "true" : "false")}},"Hostname":"box-2"} }"""),
            _ => StubReply.NoSuchRoute,
        });

        var result = await Cli.RunAsync(node, "raft-leader-hostname");

        result.ExitCode.ShouldBe(exitCode);
        result.Output.ShouldBe(output);
    }

    [Fact]
    public async Task RaftStatus_Status_IsOneNameAndValueALine()
    {
        using var node = new StubNode(request => request.Path == "raft-status"
            ? new StubReply(
                """{"RaftBind":"10.0.0.1:10008","RaftAdvertise":"10.0.0.1:10008","State":"Leader","Healthy":true,"IsPartOfQuorum":true,"Leader":"10.0.0.1:10008","LeaderURI":"http://10.0.0.1:3000","Peers":["10.0.0.1:10008","10.0.0.2:10008"],"Term":7}""")
            : StubReply.NoSuchRoute);

        var result = await Cli.RunAsync(node, "raft-status");

        result.Output.ShouldBe(
            """
            State: Leader
            Healthy: true
            IsPartOfQuorum: true
            Leader: 10.0.0.1:10008
            LeaderURI: http://10.0.0.1:3000
            RaftBind: 10.0.0.1:10008
            RaftAdvertise: 10.0.0.1:10008
            Peers: 10.0.0.1:10008 10.0.0.2:10008
            Term: 7

            """);
    }

    private static StubNode Node(string state, string leader) => new(request => request.Path switch
    {
        "raft-state" => new StubReply($"\"{state}\""),
        "raft-leader" => new StubReply($"\"{leader}\""),
        _ => StubReply.NoSuchRoute,
    });
}
