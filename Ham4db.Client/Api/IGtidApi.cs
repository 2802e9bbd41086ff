using System.Text.Json;
using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>GTID and pseudo-GTID routes of <see cref="IReplication"/>. GET is a read, POST a change. A query value of null is left out.</summary>
internal interface IGtidApi
{
    [Post("/move-below-gtid/{host}/{port}/{belowHost}/{belowPort}")]
    Task<Instance?> MoveBelowGtidAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken);

    [Post("/move-replicas-gtid/{host}/{port}/{belowHost}/{belowPort}")]
    Task<HttpResponseMessage> MoveReplicasGtidAsync(
        string host, string port, string belowHost, string belowPort, string? pattern, CancellationToken cancellationToken);

    [Post("/regroup-replicas-gtid/{host}/{port}")]
    Task<HttpResponseMessage> RegroupReplicasGtidAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/regroup-replicas-bls/{host}/{port}")]
    Task<HttpResponseMessage> RegroupReplicasBinlogServersAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/regroup-replicas-pgtid/{host}/{port}")]
    Task<HttpResponseMessage> RegroupReplicasPseudoGtidAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/match-below/{host}/{port}/{belowHost}/{belowPort}")]
    Task<Instance?> MatchBelowAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken);

    [Post("/match-up/{host}/{port}")]
    Task<Instance?> MatchUpAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/match-replicas/{host}/{port}/{belowHost}/{belowPort}")]
    Task<HttpResponseMessage> MatchReplicasAsync(
        string host, string port, string belowHost, string belowPort, string? pattern, CancellationToken cancellationToken);

    [Post("/match-up-replicas/{host}/{port}")]
    Task<HttpResponseMessage> MatchUpReplicasAsync(string host, string port, string? pattern, CancellationToken cancellationToken);

    [Post("/enable-gtid/{host}/{port}")]
    Task<Instance?> EnableGtidAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/disable-gtid/{host}/{port}")]
    Task<Instance?> DisableGtidAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/gtid-errant-reset-master/{host}/{port}")]
    Task<Instance?> ErrantGtidResetMasterAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/gtid-errant-inject-empty/{host}/{port}")]
    Task<Instance?> ErrantGtidInjectEmptyAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/locate-gtid-errant/{host}/{port}")]
    Task<IReadOnlyList<string>?> LocateErrantGtidAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/last-pseudo-gtid/{host}/{port}")]
    Task<JsonElement?> LastPseudoGtidAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/can-replicate-from-gtid/{host}/{port}/{belowHost}/{belowPort}")]
    Task<HttpResponseMessage> CanReplicateFromGtidAsync(
        string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken);
}
