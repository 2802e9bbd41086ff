using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Operations on the raft cluster. What only the leader can do is passed on to it, instead of being refused elsewhere.</summary>
internal sealed class RaftControlEndpoints(IRaftControl raft) : IEndpointGroup
{
    /// <summary>Names of what members tell in the query.</summary>
    public const string ClusterParameter = "cluster", NodesParameter = "nodes";

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(YieldAsync, "raft-yield/:node") with { MovesLeadership = true },
        ApiEndpoint.LeaderChange(YieldByHintAsync, "raft-yield-hint/:hint") with { MovesLeadership = true },
        ApiEndpoint.LeaderChange(AddPeerAsync, "raft-add-peer/:addr"),
        ApiEndpoint.LeaderChange(RemovePeerAsync, "raft-remove-peer/:addr") with { MovesLeadership = true },
        ApiEndpoint.LocalChange(SnapshotAsync, "raft-snapshot"),
        ApiEndpoint.LocalRead(ReportHealth, "raft-follower-health-report/:authenticationToken/:raftBind/:raftAdvertise"),
    ];

    private async ValueTask<Reply> YieldAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await raft.YieldAsync(request.Required("node"), cancellationToken);
        return Reply.Ok("Asynchronously yielded");
    }

    private async ValueTask<Reply> YieldByHintAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var hint = request.Required("hint");
        await raft.YieldByHintAsync(hint, cancellationToken);
        return Reply.Ok($"Asynchronously yielded by hint {hint}", hint, WireJson.Default.String);
    }

    private async ValueTask<Reply> AddPeerAsync(ApiRequest request, CancellationToken cancellationToken)
        => Reply.Bare(await raft.AddPeerAsync(request.Required("addr"), TextOrNull(request, ClusterParameter), cancellationToken));

    private async ValueTask<Reply> RemovePeerAsync(ApiRequest request, CancellationToken cancellationToken)
        => Reply.Bare(await raft.RemovePeerAsync(request.Required("addr"), cancellationToken));

    private async ValueTask<Reply> SnapshotAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await raft.SnapshotAsync(cancellationToken);
        return Reply.Bare("snapshot created");
    }

    private ValueTask<Reply> ReportHealth(ApiRequest request, CancellationToken cancellationToken)
    {
        raft.ReportHealth(new PeerHealth(
            request.Required("authenticationToken"),
            request.Required("raftBind"),
            request.Required("raftAdvertise"),
            TextOrNull(request, NodesParameter)));
        return ValueTask.FromResult(Reply.Bare("health reported"));
    }

    private static string? TextOrNull(ApiRequest request, string name) => request.Query(name) is { Length: > 0 } given ? given : null;
}
