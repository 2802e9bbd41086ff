using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Discovery;

namespace Ham4db.Server.Api.Instances;

/// <summary>Following instances, and forgetting them.</summary>
internal sealed class DiscoveryEndpoints(
    CurrentTopology topology, Inventory inventory, IInstanceDiscovery discovery, CommandSubmission commands) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(DiscoverAsync, "discover/:host/:port")
            with { TypedPaths = [new("discover/:clusterId/:host/:port", HttpMethods.Patch)] },
        ApiEndpoint.LeaderChange(DiscoverLaterAsync, "async-discover/:host/:port"),
        ApiEndpoint.LeaderChange(RefreshAsync, "refresh/:host/:port"),
        ApiEndpoint.LeaderChange(ForgetAsync, "forget/:host/:port")
            with { TypedPaths = [new("forget/:clusterId/:host/:port", HttpMethods.Delete)] },
    ];

    /// <summary>Probes first: an instance that cannot be read is not registered.</summary>
    private async ValueTask<Reply> DiscoverAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var named = now.Named(request);
        var known = request.Kept is { Keys: [var done] } ? now.View.Find(done) : null;
        var seen = known ?? await discovery.ProbeAsync(named, cancellationToken);
        await commands.SubmitAsync(request, new RegisterInstance(seen.Key), cancellationToken);
        if (inventory.Current.Find(seen.Key) is null)
        {
            // It had been forgotten lately, so that the first probe did not count.
            seen = await discovery.ProbeAsync(seen.Key, cancellationToken);
        }

        return Reply.Ok($"Instance discovered: {seen.Key}", topology.Take().ToWire(seen), WireJson.Default.Instance);
    }

    /// <summary>Registers at once, so that the discovery outlives this leader.</summary>
    private async ValueTask<Reply> DiscoverLaterAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var key = topology.Take().Named(request);
        await commands.SubmitAsync(request, new RegisterInstance(key), cancellationToken);
        discovery.Enqueue(key);
        return Reply.Ok(
            $"Asynchronous discovery initiated for Instance: {key}", new QueuedInstance(key, key.Hostname, key.Port), ApiJson.Default.QueuedInstance);
    }

    private async ValueTask<Reply> RefreshAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var key = now.RequireKnown(now.Named(request));
        await discovery.ProbeAsync(key, cancellationToken);
        return Reply.Ok($"Instance refreshed: {key}", key);
    }

    private async ValueTask<Reply> ForgetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var key = now.Named(request);

        if (request.Kept is null && now.View.Find(key) is null && !now.Decided.Registered.Contains(key))
        {
            throw RequestRefusedException.NotFound($"ForgetInstance(): instance {key} not found");
        }

        await commands.SubmitAsync(request, new ForgetInstance(key), cancellationToken);
        return Reply.Ok($"Instance forgotten: {key}", key);
    }
}
