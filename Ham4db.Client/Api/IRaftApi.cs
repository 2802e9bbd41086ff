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
}
