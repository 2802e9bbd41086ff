namespace Ham4db.Client.Cli.Tests;

/// <summary>Wrong usage: one line that names the thing and says what to do, exit code 2, nothing sent.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("", "no command given: \"ham4db-client help\" lists them, for example: ham4db-client topology mycluster")]
    [InlineData("-i db-1", "no command given: \"ham4db-client help\" lists them, for example: ham4db-client topology mycluster")]
    [InlineData("-c whch-master -i db-1", "unknown command \"whch-master\": did you mean which-master?")]
    [InlineData("relocat -i db-1", "unknown command \"relocat\": did you mean relocate?")]
    [InlineData("xyzzy", "unknown command \"xyzzy\": \"ham4db-client help\" lists the commands")]
    [InlineData("help xyzzy", "unknown command \"xyzzy\": \"ham4db-client help\" lists the commands")]
    [InlineData("-c recovery-replication-analysis", "unknown command \"recovery-replication-analysis\": did you mean replication-analysis?")]
    [InlineData("-c which-master", "instance must be provided for which-master (-i HOST[:PORT] or HAM4DB_INSTANCE), for example: ham4db-client which-master db-2:3306")]
    [InlineData("topology", "instance|alias must be provided for topology (-a CLUSTER, -i CLUSTER or HAM4DB_INSTANCE), for example: ham4db-client topology mycluster")]
    [InlineData("tag -i db-1", "tag must be provided for tag (-t TAG), for example: ham4db-client tag db-2:3306 role=backup")]
    [InlineData("-c begin-downtime -i db-1", "reason must be provided for begin-downtime (-r REASON), for example: ham4db-client begin-downtime db-2:3306 \"disk exchange\" 30m")]
    [InlineData("-c api", "path must be provided for api (-P PATH), for example: ham4db-client api cluster-info/mycluster")]
    [InlineData("register-candidate db-1", "promotion-rule must be provided for register-candidate (-R RULE), for example: ham4db-client register-candidate db-2:3306 prefer")]
    [InlineData("which-master db-1:99999", "\"db-1:99999\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("which-master db-1:http", "\"db-1:http\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("which-master db-1:0", "\"db-1:0\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("which-master :3306", "\":3306\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("-c topology -i db-1:99999", "\"db-1:99999\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("-c topology -i db-1:http", "\"db-1:http\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("topology db-1:99999", "\"db-1:99999\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("which-master db-1 -D 99999", "default port \"99999\" is no port: write -D with a number from 1 to 65535")]
    [InlineData("which-master db-1 -D mysql", "default port \"mysql\" is no port: write -D with a number from 1 to 65535")]
    [InlineData("register-candidate db-1 always", "\"always\" is no promotion rule: use prefer, neutral, prefer_not or must_not")]
    [InlineData("begin-downtime db-1 -r x -u soon", "\"soon\" is no duration: write a number and s, m, h, d or w, for example 30m")]
    [InlineData("begin-downtime db-1 -r x -u 1500ms", "\"1500ms\" is no duration: write a number and s, m, h, d or w, for example 30m")]
    [InlineData("relocate db-1", "destination must be provided for relocate (-d DESTINATION[:PORT]), for example: ham4db-client relocate db-3:3306 db-2:3306")]
    [InlineData("-c relocate -i db-1 -d db-2:99999", "\"db-2:99999\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("-c submit-pool-instances -i db-1,db-2:99999 -l reports", "\"db-2:99999\" is no instance: write host or host:port, the port a number from 1 to 65535")]
    [InlineData("-c submit-pool-instances -i , -l reports", "\",\" names no instance: write host:port,host:port")]
    [InlineData("-c ack-all-recoveries", "reason must be provided for ack-all-recoveries (-r REASON), for example: ham4db-client ack-all-recoveries \"disk replaced\"")]
    [InlineData("-c purge-binary-logs -i db-1", "binlog must be provided for purge-binary-logs (-n BINLOG), for example: ham4db-client purge-binary-logs db-1:3306 mysql-bin.000012")]
    [InlineData("-c raft-elect-leader", "hostname must be provided for raft-elect-leader (-H HOSTNAME), for example: ham4db-client raft-elect-leader db-2")]
    [InlineData("-c restart-replica-statements -i db-1", "query must be provided for restart-replica-statements (-q SQL), for example: ham4db-client restart-replica-statements db-2:3306 \"SET GLOBAL read_only = 1\"")]
    [InlineData("delay-replication db-1 soon", "\"soon\" is no number of seconds: write for example 600")]
    [InlineData("ack-recovery 0 seen", "\"0\" is no number: write a whole number above 0")]
    [InlineData("audit -1", "unknown option -1: \"ham4db-client help\" lists the options")]
    [InlineData("audit newest", "\"newest\" is no page: write 0 for the newest entries")]
    [InlineData("grab-election db-1", "\"db-1\" is no address of a node: write for example http://db-1:3000")]
    [InlineData("clusters all", "unexpected argument \"all\" for clusters; usage: ham4db-client clusters")]
    [InlineData("which-master db-1 db-2", "unexpected argument \"db-2\" for which-master; usage: ham4db-client which-master HOST[:PORT]")]
    [InlineData("clusters -U nonsense", "endpoint \"nonsense\" is no http or https URL: write for example http://db-1:3000, in HAM4DB_API or after -U")]
    [InlineData("clusters -e bob", "the authentication header has no name or no value: write Name:value, in HAM4DB_AUTH_USER_HEADER or after -e")]
    [InlineData("clusters --timeout soon", "time-out \"soon\" is no duration: write for example --timeout 30s, at most 1d")]
    [InlineData("clusters --output yaml", "output \"yaml\" is unknown: write --output text, --output json or --output table")]
    [InlineData("clusters --colour", "unknown option --colour: \"ham4db-client help\" lists the options")]
    [InlineData("clusters -i", "option -i needs a value: -i HOST[:PORT]")]
    public async Task Run_WrongUsage_IsSaidInOneLineAndNothingIsSent(string arguments, string message)
    {
        using var node = new StubNode(_ => StubReply.NoSuchRoute);

        var result = await Cli.RunAsync(node, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.Error.ShouldBe($"ham4db-client: {message}\n");
        result.Output.ShouldBeEmpty();
        result.ExitCode.ShouldBe(2);
        node.AllRequests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_BlankReason_IsAMissingOne()
    {
        using var node = new StubNode(_ => StubReply.NoSuchRoute);

        var result = await Cli.RunAsync(node, "-c", "ack-all-recoveries", "-r", " ");

        result.ShouldBe(new CliResult(
            2, "", "ham4db-client: reason must be provided for ack-all-recoveries (-r REASON), for example: ham4db-client ack-all-recoveries \"disk replaced\"\n"));
        node.AllRequests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HAM4DB_API", "nonsense")]
    [InlineData("ORCHESTRATOR_API", "http://db-1:3000 ftp://db-2")]
    [InlineData("HAM4DB_AUTH_USER_HEADER", "bob")]
    [InlineData("HAM4DB_INSTANCE", "db-1:99999")]
    public async Task Run_WrongEnvironment_IsWrongUsage(string name, string value)
    {
        var result = await Cli.RunAsync(new Dictionary<string, string> { [name] = value }, ["which-master"]);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("ham4db-client: ");
        result.Error.TrimEnd('\n').ShouldNotContain('\n');
    }
}
