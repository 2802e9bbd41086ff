using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Relocating routes of <see cref="IReplication"/>. GET is a read, POST a change. A query value of null is left out.</summary>
internal sealed class RelocationRoutes(Routes routes)
{
    public Task<Instance?> RelocateAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"relocate/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", cancellationToken);

    public Task<Reply> RelocateReplicasAsync(
        string host, string port, string belowHost, string belowPort, string? pattern, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"relocate-replicas/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", ("pattern", pattern)), cancellationToken);

    public Task<Reply> RegroupReplicasAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync($"regroup-replicas/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> MoveUpAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"move-up/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Reply> MoveUpReplicasAsync(string host, string port, string? pattern, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"move-up-replicas/{Routes.Segment(host)}/{Routes.Segment(port)}", ("pattern", pattern)), cancellationToken);

    public Task<Instance?> MoveBelowAsync(string host, string port, string siblingHost, string siblingPort, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"move-below/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(siblingHost)}/{Routes.Segment(siblingPort)}", cancellationToken);

    public Task<Instance?> MoveEquivalentAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"move-equivalent/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", cancellationToken);

    public Task<Instance?> RepointAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"repoint/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", cancellationToken);

    public Task<Reply> RepointReplicasAsync(string host, string port, string? pattern, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"repoint-replicas/{Routes.Segment(host)}/{Routes.Segment(port)}", ("pattern", pattern)), cancellationToken);

    public Task<Instance?> MakeCoMasterAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"make-co-master/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> MakeMasterAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"make-master/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> MakeLocalMasterAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"make-local-master/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> TakeSiblingsAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"take-siblings/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> TakeMasterAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"take-master/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<InstanceBinlogCoordinates>?> MasterEquivalentAsync(
        string host, string port, string logFile, string logPosition, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<InstanceBinlogCoordinates>>($"master-equivalent/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(logFile)}/{Routes.Segment(logPosition)}", cancellationToken);

    public Task<Reply> CanReplicateFromAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken)
        => routes.ReadAsync($"can-replicate-from/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", cancellationToken);
}
