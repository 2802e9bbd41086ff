using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Leadership;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IRaft"/>.</summary>
internal interface IRaftApi
{
    [Get("/raft-state")]
    Task<JsonElement?> StateAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/raft-leader")]
    Task<JsonElement?> LeaderAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/raft-peers")]
    Task<IReadOnlyList<string>?> PeersAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/raft-status")]
    Task<RaftStatus?> StatusAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/raft-health")]
    Task<JsonElement?> HealthAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Post("/raft-snapshot")]
    Task<HttpResponseMessage> SnapshotAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Post("/raft-add-peer/{address}")]
    Task<JsonElement?> AddPeerAsync(string address, CancellationToken cancellationToken);

    [Post("/raft-remove-peer/{address}")]
    Task<JsonElement?> RemovePeerAsync(string address, CancellationToken cancellationToken);

    [Post("/raft-yield/{member}")]
    Task<HttpResponseMessage> YieldAsync(string member, CancellationToken cancellationToken);

    [Post("/raft-yield-hint/{hint}")]
    Task<HttpResponseMessage> YieldToHintAsync(string hint, CancellationToken cancellationToken);

    [Get("/raft-follower-health-report/{token}/{raftBind}/{raftAdvertise}")]
    Task<HttpResponseMessage> ReportHealthAsync(
        string token, string raftBind, string raftAdvertise, [Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);
}
