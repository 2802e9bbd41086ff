using Ham4db.Server.Configuration;

namespace Ham4db.Server.Api.Leading;

/// <summary>The pool of connections to leaders.</summary>
internal sealed class LeaderConnection : IDisposable
{
    /// <summary>A dead machine does not refuse, it stays silent: waiting longer than this for a connection costs callers more than it gains.</summary>
    private static readonly TimeSpan ShortestConnect = TimeSpan.FromMilliseconds(250);

    private readonly HttpMessageInvoker _invoker;

    /// <summary>Builds the pool; connects to nobody.</summary>
    public LeaderConnection(ILiveOptions live)
    {
        var election = live.Current.Raft.ElectionTimeout;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectTimeout = election > ShortestConnect ? election : ShortestConnect,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        });
    }

    /// <summary>Sends a request; the reply's body is not read yet.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => _invoker.SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();
}
