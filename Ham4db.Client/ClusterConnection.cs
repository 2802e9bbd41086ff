using Ham4db.Client.Diagnostics;
using Ham4db.Client.Http;
using Ham4db.Client.Leadership;
using Ham4db.Client.Resilience;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client;

/// <summary>All that the calls to one cluster share, put together. Nothing is sent before the first call.</summary>
internal sealed class ClusterConnection : IAsyncDisposable, IDisposable
{
    private readonly HttpMessageInvoker _transport;
    private readonly EndpointList _endpoints;

    /// <param name="options">Validated options.</param>
    /// <param name="inner">What sends requests; authentication is put in front of it.</param>
    /// <param name="ownsInner">Whether <paramref name="inner"/> is disposed of with the connection.</param>
    /// <param name="open">The connections that <paramref name="inner"/> makes.</param>
    /// <param name="loggers">Where to log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Where jitter comes from.</param>
    public ClusterConnection(
        Ham4dbClientOptions options, HttpMessageHandler inner, bool ownsInner, OpenConnections open, ILoggerFactory loggers, TimeProvider time, Random random)
    {
        options = options.Copy();
        Time = time;
        ProbeTimeout = options.ProbeTimeout;
        var logger = loggers.CreateLogger(ClientDiagnostics.Name);
        _endpoints = new EndpointList(options, time, logger);
        _transport = new HttpMessageInvoker(new AuthenticationHandler(options, _endpoints, inner), ownsInner);
        EndpointBoard? board = null;
        var memory = new LeaderMemory((deposed, next) =>
        {
            CloseConnections(open, deposed, next);
            board!.LeaderChanged(deposed, next);
            Watch!.Follow();
        });
        Board = board = new EndpointBoard(memory, () => _endpoints.Current, time, logger);
        Probe = new LeaderProbe(_transport, memory, board, options.ProbeTimeout, time);
        Locator = new LeaderLocator(new SearchContext(
            Probe, memory, new LeaderHints(() => _endpoints.Current), _endpoints, options.SilenceBeforeProbe, time, random, logger));
        Watch = new LeaderWatch(_transport, Locator, _endpoints, options.ProbeTimeout, time, random, logger);
        _endpoints.Changed = gone =>
        {
            Board.Remove(gone);
            Watch.Follow();
        };
        var sender = new AttemptSender(
            _transport,
            Locator,
            options.WatchLeader ? Watch : null,
            options.LearnEndpoints ? new MemberLearning(_transport, _endpoints, options.ProbeTimeout, time) : null,
            board,
            open,
            new DialectResolver(_transport, options.Dialect),
            options,
            time);
        Clocks = new CallClocks(Locator, time, logger);
        Runner = new CallRunner(sender, Clocks, Locator, options.Resilience, time, random, logger);
    }

    public IReadOnlyList<Uri> Endpoints => _endpoints.Current;

    public EndpointBoard Board { get; }

    public TimeProvider Time { get; }

    public TimeSpan ProbeTimeout { get; }

    public LeaderProbe Probe { get; }

    public LeaderLocator Locator { get; }

    public LeaderWatch Watch { get; }

    public CallClocks Clocks { get; }

    public CallRunner Runner { get; }

    /// <summary>The handler that talks to the network, as this library needs it.</summary>
    public static SocketsHttpHandler CreateNetworkHandler(Ham4dbClientOptions options, OpenConnections open) => new()
    {
        ConnectCallback = open.ConnectAsync,
        SslOptions = NodeTls.Load(options),

        // A redirect could lead credentials away, or turn a change into a read: the caller is told instead.
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = options.ProbeTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };

    public void Dispose()
    {
        Watch.Stop();
        _ = Locator.Stop();
        Clocks.Dispose();
        _transport.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Watch.DisposeAsync().ConfigureAwait(false);
        await Locator.DisposeAsync().ConfigureAwait(false);
        Clocks.Dispose();
        _transport.Dispose();
    }

    private static void CloseConnections(OpenConnections open, KnownLeader deposed, KnownLeader next)
    {
        if (deposed.Endpoint != next.Endpoint)
        {
            open.Close(deposed.Endpoint);
        }
    }
}
