using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Instances;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Api.Recoveries;

/// <summary>What was detected and recovered.</summary>
internal sealed class RecoveryAuditEndpoints(CurrentTopology topology) : IEndpointGroup
{
    private const int PageSize = 20;

    /// <summary>How long ago a recovery may have ended to count as recently active.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderRead(Recoveries, "audit-recovery", "audit-recovery/:page"),
        ApiEndpoint.LeaderRead(RecoveryById, "audit-recovery/id/:id"),
        ApiEndpoint.LeaderRead(RecoveryByUid, "audit-recovery/uid/:uid"),
        ApiEndpoint.LeaderRead(RecoveriesOfCluster, "audit-recovery/cluster/:clusterName", "audit-recovery/cluster/:clusterName/:page"),
        ApiEndpoint.LeaderRead(RecoveriesOfAlias, "audit-recovery/alias/:clusterAlias", "audit-recovery/alias/:clusterAlias/:page"),
        ApiEndpoint.LeaderRead(Steps, "audit-recovery-steps/:uid"),
        ApiEndpoint.LeaderRead(Detections, "audit-failure-detection", "audit-failure-detection/:page"),
        ApiEndpoint.LeaderRead(DetectionById, "audit-failure-detection/id/:id"),
        ApiEndpoint.LeaderRead(
            DetectionsOfAlias, "audit-failure-detection/alias/:clusterAlias", "audit-failure-detection/alias/:clusterAlias/:page"),
        ApiEndpoint.LeaderRead(Running, "active-cluster-recovery/:clusterName"),
        ApiEndpoint.LeaderRead(RecentOfCluster, "recently-active-cluster-recovery/:clusterName"),
        ApiEndpoint.LeaderRead(RecentOfInstance, "recently-active-instance-recovery/:host/:port"),
        ApiEndpoint.LeaderRead(Blocked, "blocked-recoveries", "blocked-recoveries/cluster/:clusterName"),
    ];

    private ValueTask<Reply> Recoveries(ApiRequest request, CancellationToken cancellationToken) => Page(request, _ => true);

    private ValueTask<Reply> RecoveryById(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = Id(request);
        return All(request, recovery => recovery.Id == id);
    }

    private ValueTask<Reply> RecoveryByUid(ApiRequest request, CancellationToken cancellationToken)
        => All(request, recovery => recovery.Uid == request.Path("uid"));

    private ValueTask<Reply> RecoveriesOfCluster(ApiRequest request, CancellationToken cancellationToken)
        => Page(request, recovery => IsOf(recovery, request.Path("clusterName")));

    private ValueTask<Reply> RecoveriesOfAlias(ApiRequest request, CancellationToken cancellationToken)
        => Page(request, recovery => recovery.Analysis.ClusterDetails.ClusterAlias == request.Path("clusterAlias"));

    private ValueTask<Reply> Steps(ApiRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(Reply.Bare<IReadOnlyList<TopologyRecoveryStep>>(
            [.. topology.Take().Decided.RecoverySteps
                .Where(row => row.Value.RecoveryUid == request.Path("uid"))
                .Select(row => RecoveryProjection.ToWire(row.Key, row.Value))],
            WireJson.Default.IReadOnlyListTopologyRecoveryStep));

    private ValueTask<Reply> Detections(ApiRequest request, CancellationToken cancellationToken)
        => Found(detections => Paged(request, detections));

    private ValueTask<Reply> DetectionById(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = Id(request);
        return Found(detections => detections.Where(detection => detection.Id == id));
    }

    private ValueTask<Reply> DetectionsOfAlias(ApiRequest request, CancellationToken cancellationToken)
        => Found(detections => Paged(
            request, detections.Where(detection => detection.Analysis.ClusterDetails.ClusterAlias == request.Path("clusterAlias"))));

    private ValueTask<Reply> Running(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return Listed(now, Newest(now).Where(
            recovery => recovery.IsActive(now.Now) && recovery.EndedAt is null && IsOf(recovery, request.Path("clusterName"))));
    }

    private ValueTask<Reply> RecentOfCluster(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        return Listed(now, Newest(now).Where(recovery => IsRecent(recovery, now.Now) && IsOf(recovery, request.Path("clusterName"))));
    }

    private ValueTask<Reply> RecentOfInstance(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var key = now.Named(request);
        return Listed(now, Newest(now).Where(recovery => IsRecent(recovery, now.Now) && recovery.Resolution?.Successor == key));
    }

    /// <summary>Nothing is recovered without being asked yet, and what nobody begins cannot be blocked.</summary>
    private ValueTask<Reply> Blocked(ApiRequest request, CancellationToken cancellationToken)
        => ValueTask.FromResult(Reply.Bare<IReadOnlyList<BlockedTopologyRecovery>>([], WireJson.Default.IReadOnlyListBlockedTopologyRecovery));

    private ValueTask<Reply> Page(ApiRequest request, Func<Recovery, bool> fits)
    {
        var now = topology.Take();
        return Listed(now, Paged(request, Filtered(request, now, fits)));
    }

    private ValueTask<Reply> All(ApiRequest request, Func<Recovery, bool> fits)
    {
        var now = topology.Take();
        return Listed(now, Filtered(request, now, fits));
    }

    private ValueTask<Reply> Found(Func<IEnumerable<FailureDetection>, IEnumerable<FailureDetection>> choose)
    {
        var now = topology.Take();
        var recoveries = now.Decided.Recoveries.Values.ToLookup(recovery => recovery.LastDetectionId, recovery => recovery.Id);
        return ValueTask.FromResult(Reply.Bare<IReadOnlyList<TopologyRecovery>>(
            [.. choose(now.Decided.Detections.Values.Reverse())
                .Select(detection => RecoveryProjection.ToWire(detection, recoveries[detection.Id].LastOrDefault(), now.Now))],
            WireJson.Default.IReadOnlyListTopologyRecovery));
    }

    private static IEnumerable<Recovery> Filtered(ApiRequest request, TopologySnapshot now, Func<Recovery, bool> fits)
        => Newest(now).Where(recovery => fits(recovery) && (request.Query("unacknowledged") != "true" || recovery.Acknowledgement is null));

    private static IEnumerable<Recovery> Newest(TopologySnapshot now) => now.Decided.Recoveries.Values.Reverse();

    private static ValueTask<Reply> Listed(TopologySnapshot now, IEnumerable<Recovery> recoveries)
        => ValueTask.FromResult(Reply.Bare<IReadOnlyList<TopologyRecovery>>(
            [.. recoveries.Select(recovery => RecoveryProjection.ToWire(recovery, now.Now))], WireJson.Default.IReadOnlyListTopologyRecovery));

    /// <summary>What is no page number means the first page, as with the Go servers.</summary>
    private static IEnumerable<TRow> Paged<TRow>(ApiRequest request, IEnumerable<TRow> rows)
        => int.TryParse(request.Path("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? rows.Skip((int)Math.Min((long)page * PageSize, int.MaxValue)).Take(PageSize)
            : rows.Take(PageSize);

    private static long Id(ApiRequest request)
        => long.TryParse(request.Path("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw RequestRefusedException.BadArgument($"Invalid id: {request.Path("id")}");

    private static bool IsOf(Recovery recovery, string clusterName) => recovery.Analysis.ClusterDetails.ClusterName == clusterName;

    private static bool IsRecent(Recovery recovery, DateTimeOffset now) => recovery.EndedAt is { } ended && now - ended <= Recent;
}
