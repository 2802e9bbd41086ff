using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>GTID and pseudo-GTID routes of <see cref="IReplication"/>. GET is a read, POST a change. A query value of null is left out.</summary>
internal sealed class GtidRoutes(Routes routes)
{
    public Task<Instance?> MoveBelowGtidAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"move-below-gtid/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", cancellationToken);

    public Task<Reply> MoveReplicasGtidAsync(
        string host, string port, string belowHost, string belowPort, string? pattern, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"move-replicas-gtid/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", ("pattern", pattern)), cancellationToken);

    public Task<Reply> RegroupReplicasGtidAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync($"regroup-replicas-gtid/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Reply> RegroupReplicasBinlogServersAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync($"regroup-replicas-bls/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Reply> RegroupReplicasPseudoGtidAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync($"regroup-replicas-pgtid/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> MatchBelowAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"match-below/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", cancellationToken);

    public Task<Instance?> MatchUpAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"match-up/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Reply> MatchReplicasAsync(string host, string port, string belowHost, string belowPort, string? pattern, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"match-replicas/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", ("pattern", pattern)), cancellationToken);

    public Task<Reply> MatchUpReplicasAsync(string host, string port, string? pattern, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"match-up-replicas/{Routes.Segment(host)}/{Routes.Segment(port)}", ("pattern", pattern)), cancellationToken);

    public Task<Instance?> EnableGtidAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"enable-gtid/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> DisableGtidAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"disable-gtid/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> ErrantGtidResetMasterAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"gtid-errant-reset-master/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> ErrantGtidInjectEmptyAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"gtid-errant-inject-empty/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<string>?> LocateErrantGtidAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<string>>($"locate-gtid-errant/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<JsonElement?> LastPseudoGtidAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>($"last-pseudo-gtid/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Reply> CanReplicateFromGtidAsync(string host, string port, string belowHost, string belowPort, CancellationToken cancellationToken)
        => routes.ReadAsync($"can-replicate-from-gtid/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(belowHost)}/{Routes.Segment(belowPort)}", cancellationToken);
}
