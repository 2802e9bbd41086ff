using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Api.KeyValues;

/// <summary>Writing the masters to the key-value store that every node keeps.</summary>
internal sealed class KeyValueEndpoints(CurrentTopology topology, HostAddresses addresses, CommandSubmission commands) : IEndpointGroup
{
    private const string Hint = "clusterHint";

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
        [ApiEndpoint.LeaderChange(SubmitAsync, "submit-masters-to-kv-stores", $"submit-masters-to-kv-stores/:{Hint}")];

    private async ValueTask<Reply> SubmitAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var cluster = request.Has(Hint) ? now.RequireCluster(request.Path(Hint)) : null;
        var pairs = new List<KVPair>();
        foreach (var master in now.View.WriteableMasters().Where(master => cluster is null || master.ClusterName == cluster))
        {
            pairs.AddRange(MasterPairs.Of(
                now.Options.Discovery.MasterKeyPrefix,
                now.View.AliasOf(master.ClusterName),
                master.Key,
                await addresses.FindAsync(master.Key.Hostname, cancellationToken)));
        }

        if (pairs.Count > 0)
        {
            await commands.SubmitAsync(request, new PutKeyValues(pairs), cancellationToken);
        }

        return Reply.Ok<IReadOnlyList<KVPair>>($"Submitted {pairs.Count} masters", pairs, WireJson.Default.IReadOnlyListKVPair);
    }
}
