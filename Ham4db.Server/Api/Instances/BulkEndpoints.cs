using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Instances;

/// <summary>Short lists over all instances.</summary>
internal sealed class BulkEndpoints(CurrentTopology topology) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderRead(Keys, "bulk-instances"),
        ApiEndpoint.LeaderRead(Rules, "bulk-promotion-rules"),
    ];

    private ValueTask<Reply> Keys(ApiRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(Reply.Bare<IReadOnlyList<InstanceKey>>(
            [.. topology.Take().View.Instances.Select(instance => instance.Key)], WireJson.Default.IReadOnlyListInstanceKey));

    private ValueTask<Reply> Rules(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return ValueTask.FromResult(Reply.Bare<IReadOnlyList<CandidateDatabaseInstance>>(
            [.. now.Decided.Candidates.Where(row => row.Value.Holds(now.Now)).OrderBy(row => row.Key).Select(row => new CandidateDatabaseInstance
            {
                Hostname = row.Key.Hostname,
                Port = row.Key.Port,
                PromotionRule = row.Value.Rule.ToWire(),
                LastSuggestedString = WireTime.Rfc3339(row.Value.RegisteredAt),
                PromotionRuleExpiry = WireTime.Rfc3339(row.Value.ExpiresAt),
            })],
            WireJson.Default.IReadOnlyListCandidateDatabaseInstance));
    }
}
