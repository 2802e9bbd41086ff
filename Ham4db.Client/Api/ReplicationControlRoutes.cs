using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IReplication"/> for one instance. GET is a read, POST a change. A query value of null is left out.</summary>
internal sealed class ReplicationControlRoutes(Routes routes)
{
    public Task<Instance?> StartAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"start-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> StopAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"stop-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> StopNicelyAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"stop-replica-nice/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> RestartAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"restart-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> ResetAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"reset-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> DetachAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"detach-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> ReattachAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"reattach-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> ReapplyCredentialsAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"change-master-credentials/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> SkipQueryAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"skip-query/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> EnableSemiSyncMasterAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"enable-semi-sync-master/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> DisableSemiSyncMasterAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"disable-semi-sync-master/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> EnableSemiSyncReplicaAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"enable-semi-sync-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> DisableSemiSyncReplicaAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"disable-semi-sync-replica/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> SetReadOnlyAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"set-read-only/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> SetWriteableAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"set-writeable/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> FlushBinaryLogsAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"flush-binary-logs/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> PurgeBinaryLogsAsync(string host, string port, string logFile, string? force, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>(Routes.Query($"purge-binary-logs/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(logFile)}", ("force", force)), cancellationToken);

    public Task<Reply> DelayAsync(string host, string port, string seconds, CancellationToken cancellationToken)
        => routes.ChangeAsync($"delay-replication/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(seconds)}", cancellationToken);

    public Task<Instance?> KillQueryAsync(string host, string port, string process, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"kill-query/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(process)}", cancellationToken);

    public Task<IReadOnlyList<string>?> RestartStatementsAsync(string host, string port, string q, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<string>>(Routes.Query($"restart-replica-statements/{Routes.Segment(host)}/{Routes.Segment(port)}", ("q", q)), cancellationToken);
}
