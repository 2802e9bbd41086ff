using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ham4db.Client.Contract;

namespace Ham4db.Testing;

/// <summary>
/// Watches from outside who leads: asks all nodes <c>leader-check</c> at the same time, every 5 milliseconds, over sockets of its own, whatever
/// happens to the nodes meanwhile.
/// </summary>
public sealed class LeaderSampler : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    // An election takes longer, since those that elect have waited for the old leader's lease to end.
    private static readonly TimeSpan Election = TimeSpan.FromMilliseconds(25);

    // The old leader drops its lease, writes that to the disks of a majority, and is followed by one that was voted for on them.
    private static readonly TimeSpan HandingOver = TimeSpan.FromMilliseconds(5);

    private readonly LeaderClaims _claims;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private ImmutableArray<Watched> _nodes;
    private long _rounds;
    private long _answers;

    private LeaderSampler(IEnumerable<Uri> nodes, bool handsOver)
    {
        _claims = new LeaderClaims(handsOver ? HandingOver : Election);
        _nodes = [.. nodes.Select(node => new Watched(node))];
        _running = RunAsync();
    }

    /// <summary>What has been seen so far.</summary>
    public LeaderSamples Samples => new(
        Volatile.Read(ref _rounds), Volatile.Read(ref _answers), _claims.Terms, _claims.LongestGap(Stopwatch.GetTimestamp()), _claims.Violations);

    /// <summary>Begins to watch.</summary>
    /// <param name="nodes">Base addresses, for example <see cref="ServerProcess.Address"/>.</param>
    /// <param name="handsOver">Whether leadership is also handed over, which is quicker than an election.</param>
    public static LeaderSampler Start(IEnumerable<Uri> nodes, bool handsOver = false) => new(nodes, handsOver);

    /// <summary>Watches the nodes of a cluster.</summary>
    public static LeaderSampler Start(ServerCluster cluster, bool handsOver = false)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Start(cluster.Nodes.Select(node => node.Address), handsOver);
    }

    /// <summary>Watches one more node.</summary>
    public void Add(Uri node) => ImmutableInterlocked.Update(ref _nodes, (nodes, added) => nodes.Add(added), new Watched(node));

    /// <summary>Ends the watch.</summary>
    /// <returns>All that was seen.</returns>
    public async Task<LeaderSamples> StopAsync()
    {
        var samples = Samples;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        return samples with { Violations = _claims.Violations };
    }

    /// <summary>Ends the watch.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (var node in _nodes)
        {
            node.Dispose();
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval);
        do
        {
            var round = Interlocked.Increment(ref _rounds);
            foreach (var node in _nodes.Where(node => node.IsDue(round)))
            {
                node.Asking = AskAsync(node, round);
            }
        }
        while (await TickAsync(timer).ConfigureAwait(false));

        await Task.WhenAll(_nodes.Select(node => node.Asking)).ConfigureAwait(false);
    }

    private async Task<bool> TickAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task AskAsync(Watched node, long round)
    {
        var highestBefore = _claims.Highest;
        var sentAt = Stopwatch.GetTimestamp();
        try
        {
            using var response = await node.Http.GetAsync("leader-check", _stop.Token).ConfigureAwait(false);
            var receivedAt = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref _answers);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                _claims.Note(new LeaderClaim(node.Address, TermOf(response), round, sentAt, receivedAt), highestBefore);
            }
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            node.WasSilent(round);
        }
    }

    private static long? TermOf(HttpResponseMessage response)
        => response.Headers.TryGetValues(WireHeaders.Term, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var term)
            ? term
            : null;

    /// <summary>One node and the socket to it.</summary>
    private sealed class Watched(Uri address) : IDisposable
    {
        // A frozen node keeps a question until it goes on; what it answers then is what is worth knowing. So there is always one waiting, none old.
        private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

        // A refused connection costs this process more than an answer does.
        private const int RoundsOfRest = 5;

        private long _restsUntil;

        public Uri Address => address;

        public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false })
        {
            BaseAddress = new Uri(address, "api/"),
            Timeout = Limit,
        };

        public Task Asking { get; set; } = Task.CompletedTask;

        public bool IsDue(long round) => Asking.IsCompleted && round >= Volatile.Read(ref _restsUntil);

        public void WasSilent(long round) => Volatile.Write(ref _restsUntil, round + RoundsOfRest);

        public void Dispose() => Http.Dispose();
    }
}
