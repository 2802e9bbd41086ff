using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>Changes of who replicates from whom, by whichever means.</summary>
internal static class RelocationRows
{
    private const string Promoted = """{"Hostname":"db-2","Port":3306}""";

    public static ContractRow[] All =>
    [
        Move("relocate"), Move("move-below"), Move("move-equivalent"), Move("repoint"), Move("move-gtid", "move-below-gtid"), Move("move-below-gtid"),
        Move("match", "match-below"), Move("match-below"),
        Place("move-up"), Place("match-up"), Place("make-co-master"), Place("take-master"), Place("take-siblings"), Place("make-local-master"),
        Place("enslave-master", "take-master"), Place("enslave-siblings", "take-siblings"),
        new ContractRow("-c make-master -i db-2", "make-master db-2", "POST make-master/db-2/3306", Ok(Replica), "db-2:3306\n").OrFailure(),
        MoveReplicas("relocate-replicas", Ok(Both), BothKeys), MoveReplicas("relocate-slaves", Ok(Both), BothKeys, "relocate-replicas"),
        MoveReplicas("move-replicas-gtid", Ok("""{"Hostname":"db-1","Port":3306}"""), "db-1:3306\n"),
        MoveReplicas("match-replicas", Ok(Both), BothKeys),
        LiftReplicas("move-up-replicas", Ok(Both), BothKeys), LiftReplicas("repoint-replicas", Ok(Both), BothKeys),
        LiftReplicas("match-up-replicas", Ok("""{"Hostname":"db-1","Port":3306}"""), "db-1:3306\n"),
        Regroup("regroup-replicas"), Regroup("regroup-replicas-bls"), Regroup("regroup-replicas-gtid"), Regroup("regroup-replicas-pgtid"),
    ];

    private static ContractRow Move(string name, string? route = null)
        => new ContractRow($"-c {name} -i db-2 -d db-1", $"{name} db-2 db-1", $"POST {route ?? name}/db-2/3306/db-1/3306", Ok(Replica), "db-2:3306<db-1:3306\n").OrFailure(route);

    /// <summary>The script's <c>-s</c> is its <c>-d</c>; a command that has no use for it does not send it.</summary>
    private static ContractRow Place(string name, string? route = null)
        => new ContractRow($"-c {name} -i db-2 -s db-9", $"{name} db-2", $"POST {route ?? name}/db-2/3306", Ok(Replica), "db-2:3306<db-1:3306\n").OrFailure(route);

    private static ContractRow MoveReplicas(string name, string reply, string output, string? route = null)
        => new ContractRow($"-c {name} -i db-3 -d db-1 --pattern db-.", $"{name} db-3 db-1 db-.", $"POST {route ?? name}/db-3/3306/db-1/3306?pattern=db-.", reply, output).OrNothing();

    private static ContractRow LiftReplicas(string name, string reply, string output)
        => new ContractRow($"-c {name} -i db-3 -d db-9", $"{name} db-3", $"POST {name}/db-3/3306", reply, output).OrNothing();

    private static ContractRow Regroup(string name)
        => new ContractRow($"-c {name} -i db-1", $"{name} db-1", $"POST {name}/db-1/3306", Ok(Promoted, "promoted replica: db-2:3306, lost: 0"), "db-2:3306\n").OrFailure();
}
