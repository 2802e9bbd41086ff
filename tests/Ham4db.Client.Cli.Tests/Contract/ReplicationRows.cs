using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>Replication of one instance, GTID and binary logs.</summary>
internal static class ReplicationRows
{
    public static IEnumerable<ContractRow> All =>
    [
        .. new[]
        {
            "stop-replica", "stop-replica-nice", "start-replica", "restart-replica", "reset-replica", "detach-replica", "reattach-replica", "skip-query",
            "enable-semi-sync-master", "disable-semi-sync-master", "enable-semi-sync-replica", "disable-semi-sync-replica", "set-read-only", "set-writeable",
            "change-master-credentials", "enable-gtid", "disable-gtid", "gtid-errant-reset-master", "gtid-errant-inject-empty", "flush-binary-logs",
        }.Select(name => Control(name)),
        Control("detach-replica-master-host", "detach-replica"), Control("reattach-replica-master-host", "reattach-replica"), Control("stop-slave", "stop-replica"),
        .. Others,
    ];

    private static ContractRow[] Others =>
    [
        new ContractRow("-c purge-binary-logs -i db-2 -n bin.12", "purge-binary-logs db-2 bin.12", "POST purge-binary-logs/db-2/3306/bin.12", Ok(Replica), "db-2:3306\n").OrFailure(),
        new ContractRow("-c delay-replication -i db-2 -S 3600", "delay-replication db-2 3600", "POST delay-replication/db-2/3306/3600", Ok("3600"), "3600\n").Or("null", "3600\n"),
        new ContractRow("-c delay-replication -i db-2 -seconds 0", "delay-replication db-2 0", "POST delay-replication/db-2/3306/0", Ok("0"), "0\n"),
        new ContractRow("-c kill-query -i db-2 --process 4711", "kill-query db-2 4711", "POST kill-query/db-2/3306/4711", Ok(Replica), "db-2:3306\n").OrFailure(),
        new ContractRow("-c locate-gtid-errant -i db-2", "locate-gtid-errant db-2", "GET locate-gtid-errant/db-2/3306", Ok("""["bin.1","bin.2"]"""), "bin.1\nbin.2\n").OrNothing(),
        new ContractRow("-c last-pseudo-gtid -i db-2", "last-pseudo-gtid db-2", "GET last-pseudo-gtid/db-2/3306", Ok("\"drop view if exists x\""), "drop view if exists x\n").Or("\"\"", "\n"),
        new ContractRow(
            "-c restart-replica-statements -i db-2 -q \"select 1\"", "restart-replica-statements db-2 \"select 1\"", "GET restart-replica-statements/db-2/3306?q=select 1",
            Ok("""["stop slave;","select 1;","start slave;"]"""), "stop slave;\nselect 1;\nstart slave;\n").OrNothing(),
        new ContractRow(
            "-c master-equivalent -i db-2 -n bin.12 --position 4", "master-equivalent db-2 bin.12 4", "GET master-equivalent/db-2/3306/bin.12/4",
            Ok("""[{"Key":{"Hostname":"db-3","Port":3306},"Coordinates":{"LogFile":"bin.9","LogPos":77,"Type":0}}]"""), "db-3:3306 bin.9:77\n").OrNothing(),
        Verdict("can-replicate-from"), Verdict("repl-can-replicate-from", "can-replicate-from"), Verdict("can-replicate-from-gtid"),
    ];

    private static ContractRow Control(string name, string? route = null)
        => new ContractRow($"-c {name} -i db-2 -d db-9", $"{name} db-2", $"POST {route ?? name}/db-2/3306", Ok(Replica), "db-2:3306\n").OrFailure(route);

    private static ContractRow Verdict(string name, string? route = null)
        => new ContractRow($"-c {name} -i db-3 -d db-2", $"{name} db-3 db-2", $"GET {route ?? name}/db-3/3306/db-2/3306", Ok(Key, "true"), "db-2:3306\n") with
        {
            Empty = [(Ok(Key, "false"), new CliResult(0, string.Empty, string.Empty))],
        };
}
