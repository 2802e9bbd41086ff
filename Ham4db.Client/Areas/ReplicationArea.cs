using System.Globalization;
using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed partial class ReplicationArea(RelocationRoutes relocation, GtidRoutes gtid, ReplicationControlRoutes control) : IReplication
{
    public Task<Instance> RelocateAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Payload.RequiredAsync(relocation.RelocateAsync(host, port, belowHost, belowPort, cancellationToken), "relocate");
    }

    public Task<MovedReplicas> RelocateReplicasAsync(
        InstanceKey instance, InstanceKey below, string? pattern = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Moves.ReadMovedAsync(relocation.RelocateReplicasAsync(host, port, belowHost, belowPort, pattern, cancellationToken));
    }

    public Task<RegroupedReplicas> RegroupReplicasAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Moves.ReadRegroupedAsync(relocation.RegroupReplicasAsync(host, port, cancellationToken), "regroup-replicas");
    }

    public Task<Instance> MoveUpAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(relocation.MoveUpAsync(host, port, cancellationToken), "move-up");
    }

    public Task<MovedReplicas> MoveUpReplicasAsync(InstanceKey instance, string? pattern = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Moves.ReadMovedAsync(relocation.MoveUpReplicasAsync(host, port, pattern, cancellationToken));
    }

    public Task<Instance> MoveBelowAsync(InstanceKey instance, InstanceKey sibling, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (siblingHost, siblingPort) = Argument.Instance(sibling, nameof(sibling));
        return Payload.RequiredAsync(relocation.MoveBelowAsync(host, port, siblingHost, siblingPort, cancellationToken), "move-below");
    }

    public Task<Instance> MoveEquivalentAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Payload.RequiredAsync(relocation.MoveEquivalentAsync(host, port, belowHost, belowPort, cancellationToken), "move-equivalent");
    }

    public Task<Instance> RepointAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Payload.RequiredAsync(relocation.RepointAsync(host, port, belowHost, belowPort, cancellationToken), "repoint");
    }

    public Task<MovedReplicas> RepointReplicasAsync(InstanceKey instance, string? pattern = null, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Moves.ReadMovedAsync(relocation.RepointReplicasAsync(host, port, pattern, cancellationToken));
    }

    public Task<Instance> MakeCoMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(relocation.MakeCoMasterAsync(host, port, cancellationToken), "make-co-master");
    }

    public Task<Instance> MakeMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(relocation.MakeMasterAsync(host, port, cancellationToken), "make-master");
    }

    public Task<Instance> MakeLocalMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(relocation.MakeLocalMasterAsync(host, port, cancellationToken), "make-local-master");
    }

    public Task<Instance> TakeSiblingsAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(relocation.TakeSiblingsAsync(host, port, cancellationToken), "take-siblings");
    }

    public Task<Instance> TakeMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        return Payload.RequiredAsync(relocation.TakeMasterAsync(host, port, cancellationToken), "take-master");
    }

    public Task<IReadOnlyList<InstanceBinlogCoordinates>> MasterEquivalentAsync(
        InstanceKey instance, BinlogCoordinates coordinates, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var file = Argument.Segment(coordinates.LogFile, nameof(coordinates));
        var position = coordinates.LogPos.ToString(CultureInfo.InvariantCulture);
        return Payload.ListAsync(relocation.MasterEquivalentAsync(host, port, file, position, cancellationToken));
    }

    public Task<bool> CanReplicateFromAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(instance, nameof(instance));
        var (belowHost, belowPort) = Argument.Instance(below, nameof(below));
        return Moves.ReadVerdictAsync(relocation.CanReplicateFromAsync(host, port, belowHost, belowPort, cancellationToken), "can-replicate-from");
    }
}
