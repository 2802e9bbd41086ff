using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Moving leadership by hand, in whatever mode the service runs.</summary>
internal sealed class ElectionEndpoints(IElectionControl election) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LocalChange(GrabAsync, "grab-election"),
        ApiEndpoint.LeaderChange(ReelectAsync, "reelect") with { MovesLeadership = true },
    ];

    private async ValueTask<Reply> GrabAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await election.GrabAsync(cancellationToken);
        return Reply.Ok("Node elected as leader");
    }

    private async ValueTask<Reply> ReelectAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await election.ReelectAsync(cancellationToken);
        return Reply.Ok("Set re-elections");
    }
}
