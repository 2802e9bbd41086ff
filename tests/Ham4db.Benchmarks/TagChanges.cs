using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Changes that every node must agree on, sent to one node over HTTP: tags of an instance that nobody answers for.</summary>
internal sealed class TagChanges : IDisposable
{
    private const int Tags = 100;

    private readonly HttpClient _http;
    private long _next;

    /// <param name="node">The node to send to.</param>
    /// <param name="callers">How many send at once, at most.</param>
    public TagChanges(ServerProcess node, int callers)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = callers })
        {
            BaseAddress = new Uri(node.Address, "api/"),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>Makes the instance known, which a tag needs.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken) => await PostAsync("async-discover/127.0.0.1/1", cancellationToken);

    /// <summary>Sets a tag to a value that it did not have.</summary>
    /// <exception cref="HttpRequestException">The change was refused.</exception>
    public Task SetAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _next);
        return PostAsync(string.Create(CultureInfo.InvariantCulture, $"tag/127.0.0.1/1?tag=t{number % Tags}={number}"), cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string route, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new ByteArrayContent([]) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"{request.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}", null, response.StatusCode);
        }
    }
}
