using System.Net;
using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Tests;

/// <summary>Each command in both syntaxes: the request it sends, and what it prints of a full, an empty and an error reply.</summary>
public sealed class CommandTests
{
    private const string Key = """{"Hostname":"db-2","Port":3306}""";
    private const string Keys = """[{"Hostname":"db-2","Port":3306},{"Hostname":"db-3","Port":3307}]""";

    private const string Cluster =
        """{"ClusterName":"db-1:3306","ClusterAlias":"shop","ClusterDomain":"","CountInstances":2,"HeuristicLag":0,"HasAutomatedMasterRecovery":true,"HasAutomatedIntermediateMasterRecovery":false}""";

    private const string Replica = """
        {"Key":{"Hostname":"db-2","Port":3306},"MasterKey":{"Hostname":"db-1","Port":3306},"ClusterName":"db-1:3306","DataCenter":"north",
         "ReplicationSQLThreadState":1,"ReplicationIOThreadState":1,"ReplicationSQLThreadRuning":true,"ReplicationIOThreadRuning":true,
         "GtidErrant":"3e11fa47-71ca-11e1-9e33-c80aa9429562:23","Problems":["replication_lag","errant_gtid"]}
        """;

    private const string Broken = """
        {"Key":{"Hostname":"db-3","Port":3307},"MasterKey":{"Hostname":"db-1","Port":3306},"ClusterName":"db-1:3306","DataCenter":"south",
         "ReplicationSQLThreadState":0,"ReplicationIOThreadState":0,"ReplicationSQLThreadRuning":false,"ReplicationIOThreadRuning":false,
         "LastSQLError":"\"Duplicate entry\"","Problems":["not_replicating"]}
        """;

    private const string Master = """{"Key":{"Hostname":"db-1","Port":3306},"MasterKey":{"Hostname":"","Port":0},"ClusterName":"db-1:3306","DataCenter":"south"}""";

    private const string Both = $"[{Replica},{Broken}]";

    /// <summary>Script syntax, own syntax, request to a Go server, reply, output.</summary>
    public static TheoryData<string, string, string, string, string> Replies() => new()
    {
        { "-c api -P raft-peers", "api raft-peers", "raft-peers", """["a:1","b:2"]""", """[ "a:1", "b:2" ]""" + "\n" },
        { "-c api -path search?s=db", "api /search?s=db", "search?s=db", "[]", "[]\n" },
        { "-c topology -a shop", "topology shop", "topology/shop", Ok("db-1:3306   [0s,ok]\\n+ db-2:3306 [0s,ok]"), "db-1:3306   [0s,ok]\n+ db-2:3306 [0s,ok]\n" },
        { "-c topology -i db-2:3306", "topology db-2:3306", "topology/db-2:3306", Ok(""), "\n" },
        { "-c topology-tabulated -a shop", "topology-tabulated shop", "topology-tabulated/shop", Ok("db-1:3306|0s|ok  "), "db-1:3306|0s|ok  \n" },
        { "-c topology-tags -a shop", "topology-tags shop", "topology-tags/shop", Ok("db-1:3306 [0s,ok] []"), "db-1:3306 [0s,ok] []\n" },
        { "-c topology-with-tag -a shop", "topology-with-tag shop", "topology-tags/shop", Ok("db-1:3306 [0s,ok] []"), "db-1:3306 [0s,ok] []\n" },
        { "-c clusters", "clusters", "clusters-info", $"[{Cluster}]", "db-1:3306\n" },
        { "-c clusters", "clusters", "clusters-info", "[]", "" },
        { "-c clusters-alias", "clusters-alias", "clusters-info", $"[{Cluster}]", "db-1:3306,shop\n" },
        { "-c list-cluster-alias", "list-cluster-alias", "clusters-info", "[]", "" },
        { "-c which-cluster -i db-2:3306", "which-cluster db-2:3306", "cluster-info/db-2:3306", Cluster, "db-1:3306\n" },
        { "-c which-cluster-alias -a shop", "which-cluster-alias shop", "cluster-info/shop", Cluster, "shop\n" },
        { "-c which-cluster-master -a shop", "which-cluster-master shop", "master/shop", Master, "db-1:3306\n" },
        { "-c cluster-master -alias shop", "cluster-master --alias=shop", "master/shop", Master, "db-1:3306\n" },
        { "-c which-cluster-instances -a shop", "which-cluster-instances shop", "cluster/shop", Both, "db-2:3306\ndb-3:3307\n" },
        { "-c list-cluster-instance -a shop", "list-cluster-instance shop", "cluster/shop", "[]", "" },
        { "-c all-clusters-masters", "all-clusters-masters", "masters", $"[{Master}]", "db-1:3306\n" },
        { "-c all-clusters-masters", "all-clusters-masters", "masters", "null", "" },
        { "-c dominant-dc", "dominant-dc", "masters", $"[{Replica},{Master},{Broken}]", "south\n" },
        { "-c dominant-dc", "dominant-dc", "masters", $"[{Replica},{Broken}]", "south\n" },
        { "-c dominant-dc", "dominant-dc", "masters", "[]", "" },
        { "-c set-cluster-alias -i db-1:3306 -a shop", "set-cluster-alias db-1:3306 shop", "set-cluster-alias/db-1:3306?alias=shop", Ok(""), "db-1:3306,shop\n" },
        { "-c forget-cluster -a shop", "forget-cluster shop", "forget-cluster/shop", Ok("null", isText: false), "" },
        { "-c discover -i db-2", "discover db-2", "discover/db-2/3306", Ok(Replica, isText: false), "db-2:3306\n" },
        { "-c discover -i db-2 -D 3307", "discover db-2 --default-port=3307", "discover/db-2/3307", Ok(Replica, isText: false), "db-2:3306\n" },
        { "-c async-discover -i db-2", "async-discover db-2", "async-discover/db-2/3306", Ok("null", isText: false), "db-2:3306\n" },
        { "-c refresh -i db-2", "refresh db-2", "refresh/db-2/3306", Ok(Key, isText: false), "db-2:3306\n" },
        { "-c forget -i db-2", "forget db-2", "forget/db-2/3306", Ok(Key, isText: false), "" },
        { "-c instance -i db-2", "instance db-2", "instance/db-2/3306", Replica, "db-2:3306\n" },
        { "-c which-instance -i db-2", "which-instance db-2", "instance/db-2/3306", Replica, "db-2:3306\n" },
        { "-c which-master -i db-2", "which-master db-2", "instance/db-2/3306", Replica, "db-1:3306\n" },
        { "-c instance-master-identify -i db-1", "instance-master-identify db-1", "instance/db-1/3306", Master, ":0\n" },
        { "-c is-replicating -i db-2", "is-replicating db-2", "instance/db-2/3306", Replica, "db-2:3306\n" },
        { "-c repl-is-replicating -i db-3:3307", "repl-is-replicating db-3:3307", "instance/db-3/3307", Broken, "" },
        { "-c is-replication-stopped -i db-3:3307", "is-replication-stopped db-3:3307", "instance/db-3/3307", Broken, "db-3:3307\n" },
        { "-c repl-is-replication-stopped -i db-2", "repl-is-replication-stopped db-2", "instance/db-2/3306", Replica, "" },
        { "-c which-gtid-errant -i db-2", "which-gtid-errant db-2", "instance/db-2/3306", Replica, "3e11fa47-71ca-11e1-9e33-c80aa9429562:23\n" },
        { "-c which-gtid-errant -i db-3:3307", "which-gtid-errant db-3:3307", "instance/db-3/3307", Broken, "\n" },
        { "-c which-replicas -i db-1", "which-replicas db-1", "instance-replicas/db-1/3306", Both, "db-2:3306\ndb-3:3307\n" },
        { "-c which-slaves -i db-1", "which-slaves db-1", "instance-replicas/db-1/3306", "[]", "" },
        { "-c repl-list-replica -i db-1", "repl-list-replica db-1", "instance-replicas/db-1/3306", Both, "db-2:3306\ndb-3:3307\n" },
        { "-c which-broken-replicas -i db-1", "which-broken-replicas db-1", "instance-replicas/db-1/3306", Both, "db-3:3307\n" },
        { "-c all-instances", "all-instances", "all-instances", Both, "db-2:3306\ndb-3:3307\n" },
        { "-c search -i db", "search db", "search?s=db", Both, "db-2:3306\ndb-3:3307\n" },
        { "-c problems", "problems", "problems", Both, "db-2:3306 (cluster db-1:3306): replication_lag,errant_gtid\ndb-3:3307 (cluster db-1:3306): not_replicating\n" },
        { "-c problems -a db-1:3306", "problems db-1:3306", "problems/db-1:3306", "[]", "" },
        { "-c tags -i db-2", "tags db-2", "tags/db-2/3306", """["owner=a","role=backup"]""", "owner=a\nrole=backup\n" },
        { "-c tag-value -i db-2 -t role", "tag-value db-2 role", "tag-value/db-2/3306?tag=role", "\"backup\"", "backup\n" },
        { "-c tag-value -i db-2 -t role", "tag-value -i db-2 role", "tag-value/db-2/3306?tag=role", "\"\"", "\n" },
        { "-c tagged -t role=backup,~old", "tagged role=backup,~old", "tagged?tag=role=backup,~old", Keys, "db-2:3306\ndb-3:3307\n" },
        { "-c tag -i db-2 -t role=backup", "tag db-2 role=backup", "tag/db-2/3306?tag=role=backup", Ok(Key, isText: false), "db-2:3306\n" },
        { "-c untag -i db-2 -t a&b", "untag db-2 a&b", "untag/db-2/3306?tag=a&b", Ok(Keys, isText: false), "db-2:3306\ndb-3:3307\n" },
        { "-c untag-all -t role=backup", "untag-all role=backup", "untag-all?tag=role=backup", Ok("[]", isText: false), "" },
        { "-c begin-downtime -i db-2 -r disk", "begin-downtime db-2 disk", $"begin-downtime/db-2/3306/{Cli.UserName}/disk/600s", Ok(Key, isText: false), "db-2:3306\n" },
        { "-c begin-downtime -i db-2 -o bob -r disk -u 30m", "begin-downtime db-2 disk 30m bob", "begin-downtime/db-2/3306/bob/disk/1800s", Ok(Key, isText: false), "db-2:3306\n" },
        { "-c end-downtime -i db-2", "end-downtime db-2", "end-downtime/db-2/3306", Ok(Key, isText: false), "db-2:3306\n" },
        { "-c downtimed", "downtimed", "downtimed", Both, "db-2:3306\ndb-3:3307\n" },
        { "-c downtimed -a shop", "downtimed shop", "downtimed/shop", "[]", "" },
        { "-c register-candidate -i db-2 --promotion-rule=prefer", "register-candidate db-2 prefer", "register-candidate/db-2/3306/prefer", Ok(Key, isText: false), "db-2:3306\n" },
        { "-c raft-health", "raft-health", "raft-health", "\"healthy\"", "healthy\n" },
        { "-c raft-state", "raft-state", "raft-state", "\"Leader\"", "Leader\n" },
        { "-c raft-peers", "raft-peers", "raft-peers", """["10.0.0.1:10008","10.0.0.2:10008"]""", "10.0.0.1:10008\n10.0.0.2:10008\n" },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Run_Command_SendsItsRequestAndPrintsTheReply(string script, string own, string target, string reply, string output)
    {
        foreach (var arguments in new[] { script, own })
        {
            using var node = StubNode.Answering(target, reply);

            var result = await Cli.RunAsync(node, arguments.Split(' '));

            result.ToString().ShouldBe(new CliResult(0, output, string.Empty).ToString(), $"{arguments} asked {string.Join(", ", node.Requests.Select(request => request.Target))}");
            node.Requests.Select(request => request.Target).ShouldBe([target]);
        }
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Run_ErrorReply_PrintsMessageAndDetails(string script, string own, string target, string reply, string output)
    {
        _ = (own, reply, output);
        using var node = StubNode.Answering(
            target, """{"Code":"ERROR","Message":"It's \"not\" there","Details":{"Hostname":"db-9","Port":1}}""", HttpStatusCode.InternalServerError);

        var result = await Cli.RunAsync(node, script.Split(' '));

        var isApi = script.Contains("-c api", StringComparison.Ordinal);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe(isApi ? "" : "It's \"not\" there\n");
        result.Output.ShouldBe(isApi
            ? """{ "Code": "ERROR", "Message": "It's \"not\" there", "Details": { "Hostname": "db-9", "Port": 1 } }""" + "\n"
            : """{ "Hostname": "db-9", "Port": 1 }""" + "\n");
    }

    [Fact]
    [Trait(Cli.Runs, Cli.Here)]
    public void Replies_Table_HasEveryCommand()
    {
        var tested = Replies().Select(row => row[0].ToString()!.Split(' ')[1]).Concat(RaftTests.Commands).ToHashSet();

        Catalog.All.SelectMany(command => command.OtherNames.Prepend(command.Name)).Except(["help", "which-api"]).ShouldBeSubsetOf(tested);
    }

    private static string Ok(string details, bool isText = true)
        => $$"""{"Code":"OK","Message":"done","Details":{{(isText ? $"\"{details}\"" : details)}}}""";
}
