using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IRaft"/>.</summary>
internal sealed class RaftRoutes(Routes routes)
{
    public Task<JsonElement?> StateAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>("raft-state", node, cancellationToken);

    public Task<JsonElement?> LeaderAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>("raft-leader", node, cancellationToken);

    public Task<IReadOnlyList<string>?> PeersAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<string>>("raft-peers", node, cancellationToken);

    public Task<RaftStatus?> StatusAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<RaftStatus>("raft-status", node, cancellationToken);

    public Task<JsonElement?> HealthAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>("raft-health", node, cancellationToken);

    public Task<Reply> SnapshotAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ChangeAsync("raft-snapshot", node, cancellationToken);

    public Task<JsonElement?> AddPeerAsync(string address, CancellationToken cancellationToken)
        => routes.ChangeAsync<JsonElement?>($"raft-add-peer/{Routes.Segment(address)}", cancellationToken);

    public Task<JsonElement?> RemovePeerAsync(string address, CancellationToken cancellationToken)
        => routes.ChangeAsync<JsonElement?>($"raft-remove-peer/{Routes.Segment(address)}", cancellationToken);

    public Task<Reply> YieldAsync(string member, CancellationToken cancellationToken)
        => routes.ChangeAsync($"raft-yield/{Routes.Segment(member)}", cancellationToken);

    public Task<Reply> YieldToHintAsync(string hint, CancellationToken cancellationToken)
        => routes.ChangeAsync($"raft-yield-hint/{Routes.Segment(hint)}", cancellationToken);

    public Task<Reply> ReportHealthAsync(string token, string raftBind, string raftAdvertise, Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync($"raft-follower-health-report/{Routes.Segment(token)}/{Routes.Segment(raftBind)}/{Routes.Segment(raftAdvertise)}", node, cancellationToken);
}
