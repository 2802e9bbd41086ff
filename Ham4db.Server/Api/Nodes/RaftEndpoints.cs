using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>This node's place in the raft cluster.</summary>
internal sealed class RaftEndpoints(IRaftReport raft) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LocalRead(Answer("raft-state", status => Reply.Bare(status.State)), "raft-state"),
        ApiEndpoint.LocalRead(Answer("raft-leader", status => Reply.Bare(status.Leader)), "raft-leader"),
        ApiEndpoint.LocalRead(Answer("raft-nodes", status => Reply.Bare(status.Peers, WireJson.Default.IReadOnlyListString)), "raft-peers"),
        ApiEndpoint.LocalRead(Answer("raft-state", status => Reply.Bare(status, WireJson.Default.RaftStatus)), "raft-status"),
        ApiEndpoint.LocalRead(Answer("raft-state", Health), "raft-health"),
    ];

    private static Reply Health(RaftStatus status)
        => (status.Healthy ? Reply.Bare("healthy") : Reply.Error(StatusCodes.Status500InternalServerError, "unhealthy")) with
        {
            // Beside the body, which health checks compare: lists that differ are no reason to take nodes out of service.
            Warning = string.Join("; ", status.Contradictions ?? []),
        };

    private EndpointHandler Answer(string subject, Func<RaftStatus, Reply> of) => (_, _) => ValueTask.FromResult(
        raft.Status is { } status ? of(status) : Reply.Error(StatusCodes.Status409Conflict, $"{subject}: not running with raft setup"));
}
