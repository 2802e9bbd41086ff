using System.Collections.Immutable;
using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Whether this node is up, well, and able to serve.</summary>
internal sealed class HealthEndpoints(
    BackendCheck backend, INodeDirectory directory, NodeIdentity identity, ILeadership leadership, IRaftReport raft, ILiveOptions live, TimeProvider time) : IEndpointGroup
{
    private const string DefaultStatusPath = "/api/status";

    private static readonly Reply Up = Reply.Bare("OK");

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LocalRead(Alive, "lb-check", "_ping"),
        ApiEndpoint.LocalRead(Alive, "live") with { Paths = [], RootPaths = ["/health/live"], IsOpen = true },
        ApiEndpoint.LocalRead(ReadyAsync, "ready") with { Paths = [], RootPaths = ["/health/ready"], IsOpen = true },
        ApiEndpoint.LocalRead(HealthAsync, "health"),
        ApiEndpoint.LocalRead(HealthAsync, "status") with { RootPaths = OwnStatusPath(live.Current.Http.StatusEndpoint) },
    ];

    private static ImmutableArray<string> OwnStatusPath(string configured)
        => configured is DefaultStatusPath or "" ? [] : [configured];

    private static ValueTask<Reply> Alive(ApiRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(Up);

    private async ValueTask<Reply> ReadyAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (await backend.RunAsync(cancellationToken) is { } failure)
        {
            return NotReady($"The backend does not take writes: {failure}");
        }

        var view = leadership.Current;
        return leadership.MayServe() || (view.Role == NodeRole.Follower && view.HasLeader) ? Up : NotReady("No leader is known to this node.");
    }

    private async ValueTask<Reply> HealthAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var failure = await backend.RunAsync(cancellationToken);
        NodesSeen? nodes = null;
        try
        {
            nodes = failure is null ? await directory.ReadAsync(cancellationToken) : null;
        }
        catch (BackendException lost)
        {
            failure = lost.Message;
        }

        var status = Status(failure, nodes);
        return failure is null
            ? Reply.Ok("Application node is healthy", status, WireJson.Default.HealthStatus)
            : Reply.Error(StatusCodes.Status500InternalServerError, $"Application node is unhealthy {failure}") with { Payload = Payload.Of(status, WireJson.Default.HealthStatus) };
    }

    private static Reply NotReady(string message) => Reply.Error(StatusCodes.Status503ServiceUnavailable, message);

    private HealthStatus Status(string? failure, NodesSeen? nodes)
    {
        var view = leadership.Current;
        var leads = leadership.HoldsLease();
        var self = new NodeHealth
        {
            Hostname = identity.Hostname,
            Token = identity.Token,
            FirstSeenActive = Rfc3339(identity.StartedAt),
            LastSeenActive = Rfc3339(time.GetUtcNow()),
        };
        var status = new HealthStatus
        {
            Healthy = failure is null,
            Hostname = identity.Hostname,
            Token = identity.Token,
            IsActiveNode = leads,
            Error = failure is null ? null : new ReportedError { Message = failure },
            AvailableNodes = nodes?.Available ?? (failure is null ? [self with { DBBackend = backend.Address }] : []),
        };
        return raft.Status is not { } member
            ? status with { ActiveNode = nodes?.Active ?? (leads ? self : new NodeHealth()) }
            : status with
            {
                ActiveNode = new NodeHealth { Hostname = view.LeaderAddress },
                RaftLeader = view.LeaderAddress,
                IsRaftLeader = leads,
                RaftLeaderURI = view.LeaderUri?.GetLeftPart(UriPartial.Authority) ?? string.Empty,
                RaftAdvertise = member.RaftAdvertise,
                RaftHealthyMembers = raft.HealthyMembers,
            };
    }

    private static string Rfc3339(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
