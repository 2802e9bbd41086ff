using System.Globalization;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Does this node lead? The answer is worked out at the moment it is given, from a proof, and is never kept.</summary>
internal sealed class LeaderCheckEndpoints(ILeadership leadership) : IEndpointGroup
{
    private const int LowestCode = 300;
    private const int HighestCode = 999;

    private static readonly Reply Yes = Reply.Bare("OK");
    private static readonly Reply No = Reply.Bare("Not leader") with { Status = StatusCodes.Status404NotFound };

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LocalRead(Check, "leader-check", "leader-check/:errorStatusCode"),
        ApiEndpoint.LocalRead(CheckForProbe, "leader-probe") with { Paths = [], RootPaths = ["/health/leader"], IsOpen = true },
        ApiEndpoint.LeaderRead(Check, "routed-leader-check") with { WithoutLeader = No },
    ];

    private ValueTask<Reply> Check(ApiRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(leadership.HoldsLease() ? Yes : No with { Status = ErrorStatus(request.Path("errorStatusCode")) });

    private ValueTask<Reply> CheckForProbe(ApiRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(leadership.HoldsLease() ? Yes : No with { Status = StatusCodes.Status503ServiceUnavailable });

    /// <summary>A node that does not lead never answers with a success, whatever was asked for.</summary>
    private static int ErrorStatus(string asked)
        => int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= LowestCode and <= HighestCode
            ? code
            : StatusCodes.Status404NotFound;
}
