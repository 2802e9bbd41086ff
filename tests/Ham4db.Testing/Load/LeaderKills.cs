namespace Ham4db.Testing;

/// <summary>
/// Kills one leader after the other (<c>kill -9</c>) of three real nodes under a <see cref="MixedLoad"/>. Each killed node is started on its
/// old data and has caught up before the next is killed, so that a majority is always there.
/// </summary>
public sealed class LeaderKills : IAsyncDisposable
{
    // Long: a test machine may give all of this a fraction of a processor.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ServerCluster _cluster;
    private readonly MixedLoad _load;
    private readonly int _callers;

    private LeaderKills(ServerCluster cluster, MixedLoad load, int callers) => (_cluster, _load, _callers) = (cluster, load, callers);

    /// <summary>The callers.</summary>
    public MixedLoad Load => _load;

    /// <summary>Starts nodes and callers.</summary>
    public static async Task<LeaderKills> StartAsync(int callers = 64, CancellationToken cancellationToken = default)
    {
        var cluster = new ServerCluster(nodes: 3, configure: (configuration, _) =>
        {
            configuration["RaftElectionTimeoutMilliseconds"] = 150;

            // Nothing is to be found out about the instances: what counts is what is decided.
            configuration["InstancePollSeconds"] = 60;
        });
        try
        {
            await cluster.StartAsync(cancellationToken).ConfigureAwait(false);
            return new LeaderKills(cluster, await MixedLoad.StartAsync(cluster.Addresses, callers, cancellationToken).ConfigureAwait(false), callers);
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Kills the leader, and waits until it is back as a follower, or leads again.</summary>
    /// <returns>The longest time in which none of the calls was answered.</returns>
    public async Task<TimeSpan> KillAsync(CancellationToken cancellationToken = default)
    {
        var leader = await _cluster.LeaderAsync(Limit, cancellationToken).ConfigureAwait(false);
        _load.TakeLongestGap();
        await leader.KillAsync(cancellationToken).ConfigureAwait(false);
        await leader.StartAsync(cancellationToken).ConfigureAwait(false);
        await CaughtUpAsync(cancellationToken).ConfigureAwait(false);
        await _load.WaitForCallsAsync(_callers, Limit, cancellationToken).ConfigureAwait(false);
        await _load.NoteAsync(leader, cancellationToken).ConfigureAwait(false);
        return _load.TakeLongestGap();
    }

    /// <summary>Ends the load and looks for its changes on every node.</summary>
    public async Task<ChangesFound> FindAsync(CancellationToken cancellationToken = default)
    {
        await _load.StopAsync().ConfigureAwait(false);
        return await _load.FindAsync(_cluster.Nodes, Limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the load and the nodes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync().ConfigureAwait(false);
        await _cluster.DisposeAsync().ConfigureAwait(false);
    }

    private async Task CaughtUpAsync(CancellationToken cancellationToken)
    {
        var leader = await _cluster.LeaderAsync(Limit, cancellationToken).ConfigureAwait(false);
        var applied = await leader.AppliedIndexAsync(cancellationToken).ConfigureAwait(false);
        await Eventually.SeeAsync(
            $"every node to have applied {applied}",
            async token => await Task.WhenAll(_cluster.Nodes.Select(node => node.AppliedIndexAsync(token))).ConfigureAwait(false),
            seen => seen.All(index => index >= applied),
            Limit,
            cancellationToken).ConfigureAwait(false);
    }
}
