using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Downtimes;

/// <summary>Times in which failures of an instance are expected.</summary>
internal sealed class DowntimeEndpoints(CurrentTopology topology, CommandSubmission commands) : IEndpointGroup
{
    /// <summary>Of a downtime that is begun without one.</summary>
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(
            BeginAsync, "begin-downtime/:host/:port/:owner/:reason", "begin-downtime/:host/:port/:owner/:reason/:duration"),
        ApiEndpoint.LeaderChange(EndAsync, "end-downtime/:host/:port"),
        ApiEndpoint.LeaderRead(List, "downtimed", "downtimed/:clusterHint"),
    ];

    private async ValueTask<Reply> BeginAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var owner = request.Required("owner");
        var reason = request.Required("reason");
        var duration = DurationOf(request);
        var key = now.Target(request);
        await commands.SubmitAsync(request, new BeginDowntime(key, owner, reason, duration), cancellationToken);
        return Reply.Ok($"Downtime begun: {key}", key);
    }

    private async ValueTask<Reply> EndAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var named = now.Named(request);
        var key = now.Decided.Downtimes.ContainsKey(named) ? named : now.Target(request);
        await commands.SubmitAsync(request, new EndDowntime(key), cancellationToken);
        return Reply.Ok($"Downtime ended: {key}", key);
    }

    private ValueTask<Reply> List(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var instances = request.Has("clusterHint") ? now.View.Cluster(now.RequireCluster(request.Path("clusterHint"))) : now.View.Instances;
        return ValueTask.FromResult(now.List(instances.Where(instance => now.DecisionsOf(instance.Key).IsDowntimed(now.Now))));
    }

    private static TimeSpan DurationOf(ApiRequest request)
    {
        if (request.Path("duration") is "" or "0")
        {
            return DefaultDuration;
        }

        var given = request.Parsed("duration", SimpleDuration.Parse);
        return given > TimeSpan.Zero ? given : DefaultDuration;
    }
}
