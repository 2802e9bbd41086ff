using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Tests.Backend;
using Ham4db.Server.Tests.Topology;

namespace Ham4db.Server.Tests.Api.Recoveries;

/// <summary>Commands of failovers, as a leader would submit them.</summary>
internal static class Failover
{
    public static readonly ProcessingNode Node = new("n1", "token");
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>A failover of 10111 to 10112 that ended two minutes ago, and one of 10112 in the same cluster that still runs.</summary>
    public static void Happened(ApiNode node) => Apply(
        node,
        Detect(10111).At(Recorded.Now.AddMinutes(-4)),
        Begin("uid-1", 10111, detection: 1).At(Recorded.Now.AddMinutes(-3)),
        new WriteRecoveryStep("uid-1", "first", Week).At(Recorded.Now.AddMinutes(-3)),
        new WriteRecoveryStep("uid-2", "other", Week).At(Recorded.Now.AddMinutes(-3)),
        new WriteRecoveryStep("uid-1", "second", Week).At(Recorded.Now.AddMinutes(-2)),
        new ResolveRecovery("uid-1", new RecoveryResolution { IsSuccessful = true, Successor = Key(10112), Errors = ["slow"], Type = "MasterRecovery" })
            .At(Recorded.Now.AddMinutes(-2)),
        Detect(10112).At(Recorded.Now.AddMinutes(-1)),
        Begin("uid-2", 10112, detection: 2).At(Recorded.Now.AddMinutes(-1)));

    public static void Apply(ApiNode node, params CommandEnvelope[] commands)
    {
        foreach (var command in commands)
        {
            node.Backend.Current = Decision.Apply(node.Backend.Current, command).State;
        }
    }

    public static WriteRecovery Begin(string uid, int port, long detection = 0, string cluster = "127.0.0.1:10111", string alias = "ci")
        => new(uid, Analysis(port, cluster, alias), Node, detection, Hour, Week);

    public static RegisterFailureDetection Detect(int port) => new(Analysis(port, "127.0.0.1:10111", "ci"), Node, Hour, Week);

    private static ReplicationAnalysis Analysis(int port, string cluster, string alias) => new()
    {
        AnalyzedInstanceKey = Key(port),
        Analysis = "DeadMaster",
        IsActionableRecovery = true,
        ClusterDetails = new ClusterInfo { ClusterName = cluster, ClusterAlias = alias },
        Replicas = [Key(10113), Key(10114)],
        CountReplicas = 2,
    };

    private static InstanceKey Key(int port) => new("127.0.0.1", port);
}
