using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Instances;

/// <summary>How much an instance is wanted as the next master.</summary>
internal sealed class CandidateEndpoints(CurrentTopology topology, CommandSubmission commands) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints => [ApiEndpoint.LeaderChange(RegisterAsync, "register-candidate/:host/:port/:promotionRule")];

    private async ValueTask<Reply> RegisterAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var rule = request.Parsed("promotionRule", PromotionRuleArgument.Parse);
        var key = now.Target(request);
        await commands.SubmitAsync(request, new RegisterCandidate(key, rule, now.Options.Discovery.CandidateExpiry), cancellationToken);
        return Reply.Ok("Registered candidate", key);
    }
}
