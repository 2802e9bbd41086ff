using System.Collections.Concurrent;
using Ham4db.Client;
using Ham4db.Client.Http;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Benchmarks;

/// <summary>A client as <see cref="Ham4dbClient.Create(Ham4dbClientOptions, Microsoft.Extensions.Logging.ILoggerFactory?, TimeProvider?)"/> makes it, whose questions to the nodes are counted.</summary>
internal sealed class CountedClient : IAsyncDisposable
{
    private readonly Counter _counter;

    public CountedClient(ServerCluster cluster)
    {
        var options = new Ham4dbClientOptions { Endpoints = [.. cluster.Addresses] };
        var open = new OpenConnections();
        _counter = new Counter(ClusterConnection.CreateNetworkHandler(options, open));
        Client = new LeaderAwareClient(
            new ClusterConnection(options, _counter, ownsInner: true, open, NullLoggerFactory.Instance, TimeProvider.System, Random.Shared),
            options.Deadline,
            ownsConnection: true);
    }

    public IHam4dbClient Client { get; }

    /// <summary>How often each node was asked <c>leader-check</c> since this was last asked.</summary>
    public IReadOnlyDictionary<Uri, int> TakeQuestions() => _counter.Take();

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private sealed class Counter(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private ConcurrentDictionary<Uri, int> _asked = new();

        public ConcurrentDictionary<Uri, int> Take() => Interlocked.Exchange(ref _asked, new ConcurrentDictionary<Uri, int>());

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath == "/api/leader-check")
            {
                _asked.AddOrUpdate(new Uri(request.RequestUri, "/"), 1, static (_, count) => count + 1);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
