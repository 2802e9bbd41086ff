using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed partial class ReplicationArea
{
    public Task<Instance> MoveBelowGtidAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Payload.RequiredAsync(gtid.MoveBelowGtidAsync(host, port, belowHost, belowPort, cancellationToken), "move-below-gtid");
    }

    public Task<MovedReplicas> MoveReplicasGtidAsync(
        InstanceKey instance, InstanceKey below, string? pattern = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Moves.ReadMovedAsync(gtid.MoveReplicasGtidAsync(host, port, belowHost, belowPort, pattern, cancellationToken));
    }

    public Task<RegroupedReplicas> RegroupReplicasGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Moves.ReadRegroupedAsync(gtid.RegroupReplicasGtidAsync(host, port, cancellationToken), "regroup-replicas-gtid");
    }

    public Task<RegroupedReplicas> RegroupReplicasBinlogServersAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Moves.ReadRegroupedAsync(gtid.RegroupReplicasBinlogServersAsync(host, port, cancellationToken), "regroup-replicas-bls");
    }

    public Task<RegroupedReplicas> RegroupReplicasPseudoGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Moves.ReadRegroupedAsync(gtid.RegroupReplicasPseudoGtidAsync(host, port, cancellationToken), "regroup-replicas-pgtid");
    }

    public Task<Instance> MatchBelowAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Payload.RequiredAsync(gtid.MatchBelowAsync(host, port, belowHost, belowPort, cancellationToken), "match-below");
    }

    public Task<Instance> MatchUpAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(gtid.MatchUpAsync(host, port, cancellationToken), "match-up");
    }

    public Task<MovedReplicas> MatchReplicasAsync(
        InstanceKey instance, InstanceKey below, string? pattern = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Moves.ReadMovedAsync(gtid.MatchReplicasAsync(host, port, belowHost, belowPort, pattern, cancellationToken));
    }

    public Task<MovedReplicas> MatchUpReplicasAsync(InstanceKey instance, string? pattern = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Moves.ReadMovedAsync(gtid.MatchUpReplicasAsync(host, port, pattern, cancellationToken));
    }

    public Task<Instance> EnableGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(gtid.EnableGtidAsync(host, port, cancellationToken), "enable-gtid");
    }

    public Task<Instance> DisableGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(gtid.DisableGtidAsync(host, port, cancellationToken), "disable-gtid");
    }

    public Task<Instance> ErrantGtidResetMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(gtid.ErrantGtidResetMasterAsync(host, port, cancellationToken), "gtid-errant-reset-master");
    }

    public Task<Instance> ErrantGtidInjectEmptyAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(gtid.ErrantGtidInjectEmptyAsync(host, port, cancellationToken), "gtid-errant-inject-empty");
    }

    public Task<IReadOnlyList<string>> LocateErrantGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.ListAsync(gtid.LocateErrantGtidAsync(host, port, cancellationToken));
    }

    public Task<string> LastPseudoGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.TextAsync(gtid.LastPseudoGtidAsync(host, port, cancellationToken), "last-pseudo-gtid");
    }

    public Task<bool> CanReplicateFromGtidAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Moves.ReadVerdictAsync(gtid.CanReplicateFromGtidAsync(host, port, belowHost, belowPort, cancellationToken), "can-replicate-from-gtid");
    }
}
