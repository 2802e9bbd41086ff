using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IReplication"/> for one instance. GET is a read, POST a change. A query value of null is left out.</summary>
internal interface IReplicationControlApi
{
    [Post("/start-replica/{host}/{port}")]
    Task<Instance?> StartAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/stop-replica/{host}/{port}")]
    Task<Instance?> StopAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/stop-replica-nice/{host}/{port}")]
    Task<Instance?> StopNicelyAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/restart-replica/{host}/{port}")]
    Task<Instance?> RestartAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/reset-replica/{host}/{port}")]
    Task<Instance?> ResetAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/detach-replica/{host}/{port}")]
    Task<Instance?> DetachAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/reattach-replica/{host}/{port}")]
    Task<Instance?> ReattachAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/change-master-credentials/{host}/{port}")]
    Task<Instance?> ReapplyCredentialsAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/skip-query/{host}/{port}")]
    Task<Instance?> SkipQueryAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/enable-semi-sync-master/{host}/{port}")]
    Task<Instance?> EnableSemiSyncMasterAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/disable-semi-sync-master/{host}/{port}")]
    Task<Instance?> DisableSemiSyncMasterAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/enable-semi-sync-replica/{host}/{port}")]
    Task<Instance?> EnableSemiSyncReplicaAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/disable-semi-sync-replica/{host}/{port}")]
    Task<Instance?> DisableSemiSyncReplicaAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/set-read-only/{host}/{port}")]
    Task<Instance?> SetReadOnlyAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/set-writeable/{host}/{port}")]
    Task<Instance?> SetWriteableAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/flush-binary-logs/{host}/{port}")]
    Task<Instance?> FlushBinaryLogsAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/purge-binary-logs/{host}/{port}/{logFile}")]
    Task<Instance?> PurgeBinaryLogsAsync(string host, string port, string logFile, string? force, CancellationToken cancellationToken);

    [Post("/delay-replication/{host}/{port}/{seconds}")]
    Task<HttpResponseMessage> DelayAsync(string host, string port, string seconds, CancellationToken cancellationToken);

    [Post("/kill-query/{host}/{port}/{process}")]
    Task<Instance?> KillQueryAsync(string host, string port, string process, CancellationToken cancellationToken);

    [Get("/restart-replica-statements/{host}/{port}")]
    Task<IReadOnlyList<string>?> RestartStatementsAsync(string host, string port, string q, CancellationToken cancellationToken);
}
