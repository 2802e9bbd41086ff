using Ham4db.Client.Contract;

namespace Ham4db.Client;

public partial interface IReplication
{
    /// <summary>Starts replication (route <c>start-replica</c>).</summary>
    Task<Instance> StartAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Stops replication (route <c>stop-replica</c>).</summary>
    Task<Instance> StopAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Stops replication once all that was fetched is executed (route <c>stop-replica-nice</c>).</summary>
    Task<Instance> StopNicelyAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Stops replication and starts it (route <c>restart-replica</c>).</summary>
    Task<Instance> RestartAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Forgets where an instance replicates from (<c>RESET SLAVE</c>); replication must be stopped (route <c>reset-replica</c>).</summary>
    Task<Instance> ResetAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Stops replication and marks the master's host as invalid, so that nothing starts it again (route <c>detach-replica</c>).</summary>
    Task<Instance> DetachAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Undoes <see cref="DetachAsync"/> (route <c>reattach-replica</c>).</summary>
    Task<Instance> ReattachAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a replica the replication user, password and TLS settings again; Percona's fork and Ham4db only (route <c>change-master-
    /// credentials</c>).
    /// </summary>
    Task<Instance> ReapplyCredentialsAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Skips the statement at which replication stopped (route <c>skip-query</c>).</summary>
    Task<Instance> SkipQueryAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Switches the master side of semi-sync on (route <c>enable-semi-sync-master</c>).</summary>
    Task<Instance> EnableSemiSyncMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Switches the master side of semi-sync off (route <c>disable-semi-sync-master</c>).</summary>
    Task<Instance> DisableSemiSyncMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Switches the replica side of semi-sync on (route <c>enable-semi-sync-replica</c>).</summary>
    Task<Instance> EnableSemiSyncReplicaAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Switches the replica side of semi-sync off (route <c>disable-semi-sync-replica</c>).</summary>
    Task<Instance> DisableSemiSyncReplicaAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Makes an instance read-only (route <c>set-read-only</c>).</summary>
    Task<Instance> SetReadOnlyAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Makes an instance writable (route <c>set-writeable</c>).</summary>
    Task<Instance> SetWriteableAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Begins a new binary log (route <c>flush-binary-logs</c>).</summary>
    Task<Instance> FlushBinaryLogsAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Removes binary logs up to one of them (route <c>purge-binary-logs</c>).</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="logFile">The oldest log to keep, or <c>latest</c>.</param>
    /// <param name="force">Whether to remove logs that a replica has yet to read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Instance> PurgeBinaryLogsAsync(
        InstanceKey instance, string logFile, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>Lets a replica stay behind its master (route <c>delay-replication</c>).</summary>
    /// <param name="instance">The replica.</param>
    /// <param name="delay">Whole seconds; zero for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task DelayAsync(InstanceKey instance, TimeSpan delay, CancellationToken cancellationToken = default);

    /// <summary>Ends a connection's query (route <c>kill-query</c>).</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="process">The connection's number, as in its process list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Instance> KillQueryAsync(InstanceKey instance, long process, CancellationToken cancellationToken = default);

    /// <summary>What would be executed to run a statement while replication rests (route <c>restart-replica-statements</c>).</summary>
    /// <param name="instance">The replica.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The statements in order. Nothing is executed.</returns>
    Task<IReadOnlyList<string>> RestartStatementsAsync(
        InstanceKey instance, string statement, CancellationToken cancellationToken = default);
}
