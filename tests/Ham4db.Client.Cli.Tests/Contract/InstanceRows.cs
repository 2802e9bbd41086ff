using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>Instances and their names.</summary>
internal static class InstanceRows
{
    public static IEnumerable<ContractRow> All => [.. Changes, .. Questions, .. Names];

    private static ContractRow[] Changes =>
    [
        new ContractRow("-c discover -i db-2", "discover db-2", "POST discover/db-2/3306", Ok(Replica), "db-2:3306\n").OrFailure(),
        new ContractRow("-c discover -i db-2 -D 3307", "discover db-2 --default-port=3307", "POST discover/db-2/3307", Ok(Replica), "db-2:3306\n").OrFailure(),
        new ContractRow("-c async-discover -i db-2", "async-discover db-2", "POST async-discover/db-2/3306", Ok("null"), "db-2:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow("-c refresh -i db-2", "refresh db-2", "POST refresh/db-2/3306", Ok(Key), "db-2:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow("-c forget -i db-2", "forget db-2", "POST forget/db-2/3306", Ok(Key), "").Or("null", ""),
    ];

    private static ContractRow[] Questions =>
    [
        new ContractRow("-c instance -i db-2", "instance db-2", "GET instance/db-2/3306", Replica, "db-2:3306\n").OrFailure(),
        new ContractRow("-c which-instance -i db-2", "which-instance db-2", "GET instance/db-2/3306", Replica, "db-2:3306\n").OrFailure("instance"),
        new ContractRow("-c which-master -i db-2", "which-master db-2", "GET instance/db-2/3306", Replica, "db-1:3306\n").OrFailure("instance").Or(Master, ":0\n"),
        new ContractRow("-c instance-master-identify -i db-1", "instance-master-identify db-1", "GET instance/db-1/3306", Master, ":0\n").OrFailure("instance"),
        new ContractRow("-c is-replicating -i db-2", "is-replicating db-2", "GET instance/db-2/3306", Replica, "db-2:3306\n").OrFailure("instance").Or(Broken, ""),
        new ContractRow("-c repl-is-replicating -i db-3:3307", "repl-is-replicating db-3:3307", "GET instance/db-3/3307", Broken, "").OrFailure("instance"),
        new ContractRow("-c is-replication-stopped -i db-3:3307", "is-replication-stopped db-3:3307", "GET instance/db-3/3307", Broken, "db-3:3307\n").OrFailure("instance").Or(Replica, ""),
        new ContractRow("-c repl-is-replication-stopped -i db-2", "repl-is-replication-stopped db-2", "GET instance/db-2/3306", Replica, "").OrFailure("instance"),
        new ContractRow("-c which-gtid-errant -i db-2", "which-gtid-errant db-2", "GET instance/db-2/3306", Replica, "3e11fa47-71ca-11e1-9e33-c80aa9429562:23\n").OrFailure("instance").Or(Broken, "\n"),
        new ContractRow("-c which-replicas -i db-1", "which-replicas db-1", "GET instance-replicas/db-1/3306", Both, BothKeys).OrNothing(),
        new ContractRow("-c which-slaves -i db-1", "which-slaves db-1", "GET instance-replicas/db-1/3306", Both, BothKeys).OrNothing(),
        new ContractRow("-c repl-list-replica -i db-1", "repl-list-replica db-1", "GET instance-replicas/db-1/3306", Both, BothKeys).OrNothing(),
        new ContractRow("-c which-broken-replicas -i db-1", "which-broken-replicas db-1", "GET instance-replicas/db-1/3306", Both, "db-3:3307\n").OrNothing(),
        new ContractRow("-c all-instances", "all-instances", "GET all-instances", Both, BothKeys).OrNothing(),
        new ContractRow("-c search -i db", "search db", "GET search?s=db", Both, BothKeys).OrNothing(),
        new ContractRow(
            "-c problems", "problems", "GET problems", Both,
            "db-2:3306 (cluster db-1:3306): replication_lag,errant_gtid\ndb-3:3307 (cluster db-1:3306): not_replicating\n").OrNothing(),
        new ContractRow("-c problems -a db-1:3306", "problems db-1:3306", "GET problems/db-1:3306", "[]", ""),
    ];

    private static ContractRow[] Names =>
    [
        new ContractRow("-c resolve -i db-2", "resolve db-2", "GET resolve/db-2/3306", Ok("""{"Hostname":"db-2.example","Port":3306}"""), "db-2.example:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow(
            "-c register-hostname-unresolve -i db-2 -H reports", "register-hostname-unresolve db-2 reports", "POST register-hostname-unresolve/db-2/3306/reports", Ok(Key), "db-2:3306\n")
            .Or("null", "db-2:3306\n"),
        new ContractRow("-c deregister-hostname-unresolve -i db-2", "deregister-hostname-unresolve db-2", "POST deregister-hostname-unresolve/db-2/3306", Ok(Key), "db-2:3306\n")
            .Or("null", "db-2:3306\n"),
    ];
}
