using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>Nodes in memory on a clock that moves only when a test moves it.</summary>
internal sealed class VirtualCluster : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _nodes = [];
    private readonly ConcurrentQueue<HttpRequestMessage> _requests = new();

    public FakeTimeProvider Time { get; } = new();

    public int Count(string host, string route)
        => _requests.Count(request => request.RequestUri!.Host == host && request.RequestUri.AbsolutePath == $"/api/{route}");

    public IReadOnlyList<HttpRequestMessage> To(string host, string route)
        => [.. _requests.Where(request => request.RequestUri!.Host == host && request.RequestUri.AbsolutePath == $"/api/{route}")];

    /// <summary>Sets how a node answers; a node that was never set is refused.</summary>
    public void Set(string host, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> node)
    {
        lock (_nodes)
        {
            _nodes[host] = node;
        }
    }

    public IHam4dbClient Connect(Ham4dbClientOptions options)
        => new LeaderAwareClient(
            new ClusterConnection(options, this, ownsInner: false, new OpenConnections(), NullLoggerFactory.Instance, Time, new Random(1)), options.Deadline, ownsConnection: true);

    /// <summary>
    /// Moves the clock, step by step, until the task ends or so much time has passed. Between steps what became due is given a moment of real
    /// time to run: too little makes the clock run ahead of the client, so limits in tests leave it room.
    /// </summary>
    public async Task PassAsync(TimeSpan time, Task? until = null, int stepMilliseconds = 5)
    {
        var step = TimeSpan.FromMilliseconds(stepMilliseconds);
        for (var passed = TimeSpan.Zero; passed < time && until?.IsCompleted != true; passed += step)
        {
            Time.Advance(step);
            await Task.Delay(1);
        }
    }

    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Leader(long term, int afterMilliseconds = 0, string body = "[]")
        => async (request, token) =>
        {
            await DelayAsync(afterMilliseconds, token);
            return Reply(HttpStatusCode.OK, IsCheck(request) ? "\"OK\"" : body, term);
        };

    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Follower(long term, int afterMilliseconds = 0)
        => async (_, token) =>
        {
            await DelayAsync(afterMilliseconds, token);
            return Reply(HttpStatusCode.NotFound, "\"Not leader\"", term);
        };

    public static async Task<HttpResponseMessage> Silent(HttpRequestMessage request, CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException("never");
    }

    public static bool IsCheck(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("leader-check", StringComparison.Ordinal);

    public static HttpResponseMessage Reply(HttpStatusCode status, string body, long term)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (term > 0)
        {
            response.Headers.Add(WireHeaders.Version, "0.1.0");
            response.Headers.Add(WireHeaders.Term, $"{term}");
        }

        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? node;
        lock (_nodes)
        {
            _nodes.TryGetValue(request.RequestUri!.Host, out node);
        }

        return node is null ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused") : node(request, cancellationToken);
    }

    private Task DelayAsync(int milliseconds, CancellationToken token)
        => milliseconds == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Time, token);
}
