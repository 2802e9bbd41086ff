using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Relocating routes of <see cref="IReplication"/>. GET is a read, POST a change. A query value of null is left out.</summary>
internal interface IRelocationApi
{
    [Post("/relocate/{host}/{port}/{belowHost}/{belowPort}")]
    Task<Instance?> RelocateAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken);

    [Post("/relocate-replicas/{host}/{port}/{belowHost}/{belowPort}")]
    Task<HttpResponseMessage> RelocateReplicasAsync(
        string host, string port, string belowHost, string belowPort, string? pattern, CancellationToken cancellationToken);

    [Post("/regroup-replicas/{host}/{port}")]
    Task<HttpResponseMessage> RegroupReplicasAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/move-up/{host}/{port}")]
    Task<Instance?> MoveUpAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/move-up-replicas/{host}/{port}")]
    Task<HttpResponseMessage> MoveUpReplicasAsync(string host, string port, string? pattern, CancellationToken cancellationToken);

    [Post("/move-below/{host}/{port}/{siblingHost}/{siblingPort}")]
    Task<Instance?> MoveBelowAsync(string host, string port, string siblingHost, string siblingPort, CancellationToken cancellationToken);

    [Post("/move-equivalent/{host}/{port}/{belowHost}/{belowPort}")]
    Task<Instance?> MoveEquivalentAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken);

    [Post("/repoint/{host}/{port}/{belowHost}/{belowPort}")]
    Task<Instance?> RepointAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken);

    [Post("/repoint-replicas/{host}/{port}")]
    Task<HttpResponseMessage> RepointReplicasAsync(string host, string port, string? pattern, CancellationToken cancellationToken);

    [Post("/make-co-master/{host}/{port}")]
    Task<Instance?> MakeCoMasterAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/make-master/{host}/{port}")]
    Task<Instance?> MakeMasterAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/make-local-master/{host}/{port}")]
    Task<Instance?> MakeLocalMasterAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/take-siblings/{host}/{port}")]
    Task<Instance?> TakeSiblingsAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/take-master/{host}/{port}")]
    Task<Instance?> TakeMasterAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/master-equivalent/{host}/{port}/{logFile}/{logPosition}")]
    Task<IReadOnlyList<InstanceBinlogCoordinates>?> MasterEquivalentAsync(
        string host, string port, string logFile, string logPosition, CancellationToken cancellationToken);

    [Get("/can-replicate-from/{host}/{port}/{belowHost}/{belowPort}")]
    Task<HttpResponseMessage> CanReplicateFromAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken);
}
