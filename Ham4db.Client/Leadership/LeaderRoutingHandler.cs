using Ham4db.Client.Http;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Leadership;

/// <summary>
/// The seam between the typed routes and the cluster: takes a request that names a route only, and answers it from whichever node leads.
/// A GET is a read, a POST a change; how the change goes to the server is decided per try, by what that server understands.
/// </summary>
internal sealed class LeaderRoutingHandler(CallRunner runner, TimeSpan deadline) : HttpMessageHandler
{
    /// <summary>The address that requests are made for. It is never contacted.</summary>
    public static readonly Uri Anywhere = new("http://leader.invalid");

    /// <summary>A request's option that names the one node to ask.</summary>
    public const string NodeOption = "Ham4db.Node";

    private static readonly HttpRequestOptionsKey<Uri?> NodeKey = new(NodeOption);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery[1..];
        var call = new Call(path, request.Method == HttpMethod.Get)
        {
            Node = request.Options.TryGetValue(NodeKey, out var node) ? node : null,
        };
        var reply = await runner.RunAsync(call, deadline, cancellationToken).ConfigureAwait(false);
        return new HttpResponseMessage(reply.Status) { RequestMessage = request, Content = new ReplyContent(reply) };
    }
}
