using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>The nodes of the service.</summary>
internal static class NodeRows
{
    private const string Status =
        """{"RaftBind":"10.0.0.1:10008","RaftAdvertise":"10.0.0.1:10008","State":"Leader","Healthy":true,"IsPartOfQuorum":true,"Leader":"10.0.0.1:10008","LeaderURI":"http://10.0.0.1:3000","Peers":["10.0.0.1:10008"]}""";

    public static ContractRow[] All =>
    [
        new ContractRow("-c raft-health", "raft-health", "GET raft-health", "\"healthy\"", "healthy\n").OrFailure(),
        new ContractRow("-c raft-state", "raft-state", "GET raft-state", "\"Leader\"", "Leader\n").OrFailure(),
        new ContractRow("-c raft-peers", "raft-peers", "GET raft-peers", """["10.0.0.1:10008","10.0.0.2:10008"]""", "10.0.0.1:10008\n10.0.0.2:10008\n").OrNothing(),
        new ContractRow(
            "-c raft-status", "raft-status", "GET raft-status", Status,
            "State: Leader\nHealthy: true\nIsPartOfQuorum: true\nLeader: 10.0.0.1:10008\nLeaderURI: http://10.0.0.1:3000\nRaftBind: 10.0.0.1:10008\nRaftAdvertise: 10.0.0.1:10008\nPeers: 10.0.0.1:10008\n")
            .OrFailure(),
        new ContractRow("-c raft-elect-leader -H db-2", "raft-elect-leader db-2", "POST raft-yield-hint/db-2", Ok("\"db-2\""), "db-2\n").Or("null", "db-2\n"),
        new ContractRow("-c raft-yield --member db-2:10008", "raft-yield db-2:10008", "POST raft-yield/db-2:10008", Ok("null"), "").Or("null", ""),
        new ContractRow("-c raft-add-peer --member db-4", "raft-add-peer db-4", "POST raft-add-peer/db-4", "\"10.0.0.4:10008\"", "10.0.0.4:10008\n").OrFailure(),
        new ContractRow("-c raft-remove-peer --member db-4", "raft-remove-peer db-4", "POST raft-remove-peer/db-4", "\"10.0.0.4:10008\"", "10.0.0.4:10008\n").OrFailure(),
        new ContractRow("-c raft-snapshot", "raft-snapshot", "POST raft-snapshot", "\"snapshot created\"", "").Or("null", ""),
        new ContractRow("-c reelect", "reelect", "POST reelect", Ok("null"), "").Or("null", ""),
        new ContractRow("-c reload-configuration", "reload-configuration", "POST reload-configuration", Ok("\"\""), "").Or("null", ""),
        new ContractRow("-c reset-hostname-resolve-cache", "reset-hostname-resolve-cache", "POST reset-hostname-resolve-cache", Ok("null"), "").Or("null", ""),
        new ContractRow(
            "-c hostname-resolve-cache", "hostname-resolve-cache", "GET hostname-resolve-cache", Ok("""{"db-2":{"Object":"db-2.example","Expiration":0},"db-1":{"Object":"db-1","Expiration":0}}"""),
            "db-1: db-1\ndb-2: db-2.example\n").Or("null", ""),
    ];
}
