using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus;

/// <summary>Calls the HTTP API of other servers as one of them, with this server's own credentials and, where the address has none, its own prefix.</summary>
/// <param name="live">The configuration in force.</param>
/// <param name="connectWithin">Bounds the making of a connection.</param>
internal sealed class PeerHttp(ILiveOptions live, TimeSpan connectWithin) : IDisposable
{
    /// <summary>No answer between servers is longer; something else may pour.</summary>
    private const long LongestBody = 4 * 1024 * 1024;

    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        ConnectTimeout = connectWithin,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Calls a route below <c>/api/</c>.</summary>
    /// <returns>The status and the body, whatever they are.</returns>
    /// <exception cref="PeerCallException">There was no answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, Uri server, string route, CancellationToken cancellationToken)
    {
        var http = live.Current.Http;
        var prefix = server.AbsolutePath.Length > 1 ? server.AbsolutePath.TrimEnd('/') : http.UrlPrefix;
        using var request = new HttpRequestMessage(method, $"{server.GetLeftPart(UriPartial.Authority)}{prefix}/api/{route}");
        request.Headers.TryAddWithoutValidation(WireHeaders.Client, "server");
        PeerCredentials.AddTo(request, http);
        if (method != HttpMethod.Get)
        {
            // A request without a body is sent again, unseen, when its connection ends unanswered.
            request.Content = new ByteArrayContent([]);
        }

        try
        {
            using var response = await _invoker.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(LongestBody, cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        // Connecting to a silent peer ends in a cancellation that nobody asked for.
        catch (Exception failed) when (failed is HttpRequestException or IOException
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PeerCallException($"{server} cannot be reached: {(failed.InnerException ?? failed).Message.ReplaceLineEndings(" ")}", failed);
        }
    }

    public void Dispose() => _invoker.Dispose();
}
