using System.Runtime.CompilerServices;
using Ham4db.Client.Api;
using Ham4db.Client.Areas;
using Ham4db.Client.Http;
using Ham4db.Client.Leadership;
using Ham4db.Client.Resilience;

namespace Ham4db.Client;

/// <summary>The areas over one connection to a cluster. Light: a view with another deadline shares everything that costs.</summary>
internal sealed class LeaderAwareClient : IHam4dbClient, IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // The streams may all be of nodes that know nothing new.
    private static readonly TimeSpan PollWhenTold = TimeSpan.FromSeconds(15);

    private readonly ClusterConnection _connection;
    private readonly Routes _routes;
    private readonly TimeSpan _deadline;
    private readonly bool _ownsConnection;

    public LeaderAwareClient(ClusterConnection connection, TimeSpan deadline, bool ownsConnection)
    {
        (_connection, _deadline, _ownsConnection) = (connection, deadline, ownsConnection);
        _routes = new Routes(connection.Runner, deadline);
    }

    // Made when first asked for, since a view with another deadline is often made for one call. Two made at once are the same to all.
    public IClusters Clusters => field ??= new ClustersArea(new ClustersRoutes(_routes));

    public IInstances Instances => field ??= new InstancesArea(new InstancesRoutes(_routes));

    public ITopology Topology => field ??= new TopologyArea(new TopologyRoutes(_routes));

    public IReplication Replication => field ??= new ReplicationArea(
        new RelocationRoutes(_routes), new GtidRoutes(_routes), new ReplicationControlRoutes(_routes));

    public IRecovery Recovery => field ??= new RecoveryArea(new RecoveryRoutes(_routes));

    public IDowntime Downtime => field ??= new DowntimeArea(new DowntimeRoutes(_routes));

    public IMaintenance Maintenance => field ??= new MaintenanceArea(new MaintenanceRoutes(_routes));

    public ITags Tags => field ??= new TagsArea(new TagsRoutes(_routes));

    public IPools Pools => field ??= new PoolsArea(new PoolsRoutes(_routes));

    public IKv Kv => field ??= new KvArea(new KvRoutes(_routes));

    public IAudit Audit => field ??= new AuditArea(new AuditRoutes(_routes));

    public IMetrics Metrics => field ??= new MetricsArea(new MetricsRoutes(_routes));

    public IRaft Raft => field ??= new RaftArea(new RaftRoutes(_routes));

    public INodes Nodes => field ??= new NodesArea(
        new NodesRoutes(_routes), _connection.Probe, () => _connection.Endpoints, _connection.ProbeTimeout, _connection.Time);

    public ICluster Cluster => _connection.Board;

    public async Task<Leader> GetLeaderAsync(CancellationToken cancellationToken = default)
    {
        using var clock = _connection.Clocks.Start(_deadline, cancellationToken);
        try
        {
            return (await _connection.Locator.FindAsync(clock.Token).ConfigureAwait(false)).Leader;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CallFailure.AtDeadline(new Call("leader-check", isRead: true), _deadline, _connection.Locator);
        }
    }

    public async IAsyncEnumerable<Leader> WatchLeaderAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        KnownLeader? told = null;
        while (true)
        {
            var leader = await _connection.Locator.FindAsync(cancellationToken).ConfigureAwait(false);
            if (leader.IsHam4db)
            {
                _connection.Watch.Begin();
            }

            if (leader != told)
            {
                told = leader;
                yield return leader.Leader;
            }

            await _connection.Locator.UntilReplacedAsync(leader, _connection.Watch.IsTold ? PollWhenTold : Poll, cancellationToken).ConfigureAwait(false);
            if (_connection.Locator.Current == leader)
            {
                await _connection.Locator.AskBesideAsync(leader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public IHam4dbClient WithDeadline(TimeSpan deadline)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        return new LeaderAwareClient(_connection, deadline, ownsConnection: false);
    }

    public async Task<ApiReply> SendAsync(string path, CancellationToken cancellationToken = default)
    {
        var relative = Argument.Path(path, nameof(path));
        var call = new Call(relative, ReadRoutes.Contains(relative)) { IsRaw = true };
        var reply = await _connection.Runner.RunAsync(call, _deadline, cancellationToken).ConfigureAwait(false);
        return new ApiReply(reply.Status, System.Text.Encoding.UTF8.GetString(reply.Body.Bytes.Span), reply.Node)
        {
            IsError = reply.Body.Kind == ReplyKind.ErrorEnvelope,
        };
    }

    /// <summary>For containers that are disposed of synchronously: as <see cref="DisposeAsync"/>, without waiting for searches to end.</summary>
    public void Dispose()
    {
        if (_ownsConnection)
        {
            _connection.Dispose();
        }
    }

    public ValueTask DisposeAsync() => _ownsConnection ? _connection.DisposeAsync() : ValueTask.CompletedTask;
}
