using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed partial class ReplicationArea
{
    public Task<Instance> StartAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.StartAsync(host, port, cancellationToken), "start-replica");
    }

    public Task<Instance> StopAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.StopAsync(host, port, cancellationToken), "stop-replica");
    }

    public Task<Instance> StopNicelyAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.StopNicelyAsync(host, port, cancellationToken), "stop-replica-nice");
    }

    public Task<Instance> RestartAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.RestartAsync(host, port, cancellationToken), "restart-replica");
    }

    public Task<Instance> ResetAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.ResetAsync(host, port, cancellationToken), "reset-replica");
    }

    public Task<Instance> DetachAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.DetachAsync(host, port, cancellationToken), "detach-replica");
    }

    public Task<Instance> ReattachAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.ReattachAsync(host, port, cancellationToken), "reattach-replica");
    }

    public Task<Instance> ReapplyCredentialsAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.ReapplyCredentialsAsync(host, port, cancellationToken), "change-master-credentials");
    }

    public Task<Instance> SkipQueryAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.SkipQueryAsync(host, port, cancellationToken), "skip-query");
    }

    public Task<Instance> EnableSemiSyncMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.EnableSemiSyncMasterAsync(host, port, cancellationToken), "enable-semi-sync-master");
    }

    public Task<Instance> DisableSemiSyncMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.DisableSemiSyncMasterAsync(host, port, cancellationToken), "disable-semi-sync-master");
    }

    public Task<Instance> EnableSemiSyncReplicaAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.EnableSemiSyncReplicaAsync(host, port, cancellationToken), "enable-semi-sync-replica");
    }

    public Task<Instance> DisableSemiSyncReplicaAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.DisableSemiSyncReplicaAsync(host, port, cancellationToken), "disable-semi-sync-replica");
    }

    public Task<Instance> SetReadOnlyAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.SetReadOnlyAsync(host, port, cancellationToken), "set-read-only");
    }

    public Task<Instance> SetWriteableAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.SetWriteableAsync(host, port, cancellationToken), "set-writeable");
    }

    public Task<Instance> FlushBinaryLogsAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.FlushBinaryLogsAsync(host, port, cancellationToken), "flush-binary-logs");
    }

    public Task<Instance> PurgeBinaryLogsAsync(
        InstanceKey instance, string logFile, bool force = false, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var file = Argument.Segment(logFile, nameof(logFile));
        return Payload.RequiredAsync(control.PurgeBinaryLogsAsync(host, port, file, force ? "true" : null, cancellationToken), "purge-binary-logs");
    }

    public Task DelayAsync(InstanceKey instance, TimeSpan delay, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        if (delay < TimeSpan.Zero || delay.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "A delay is whole seconds, zero or more.");
        }

        var seconds = (delay.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);
        return Payload.DoneAsync(control.DelayAsync(host, port, seconds, cancellationToken));
    }

    public Task<Instance> KillQueryAsync(InstanceKey instance, long process, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(control.KillQueryAsync(host, port, Argument.Number(process, nameof(process)), cancellationToken), "kill-query");
    }

    public Task<IReadOnlyList<string>> RestartStatementsAsync(
        InstanceKey instance, string statement, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.ListAsync(control.RestartStatementsAsync(host, port, Argument.Text(statement, nameof(statement)), cancellationToken));
    }
}
