using System.Collections.Concurrent;
using System.Net;
using Ham4db.Client.Contract;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Ham4db.Client.Cli.Tests;

/// <summary>A node that answers from a function, and remembers what it was asked.</summary>
internal sealed class StubNode : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly Func<StubRequest, StubReply> _answer;

    public StubNode(Func<StubRequest, StubReply> answer)
    {
        _answer = answer;
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(message =>
        {
            var uri = new Uri(message.AbsoluteUrl);
            var request = new StubRequest(
                message.Method,
                Uri.UnescapeDataString(uri.AbsolutePath)["/api/".Length..],
                Uri.UnescapeDataString(uri.Query.TrimStart('?').Replace('+', ' ')),
                message.Body ?? string.Empty,
                message.Headers?.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase) ?? []);
            _requests.Enqueue(request);
            var reply = Answer(request);
            return new WireMock.ResponseMessage
            {
                StatusCode = (int)reply.Status,
                Headers = Headers(reply),
                BodyData = new WireMock.Util.BodyData { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = reply.Body },
            };
        }));
    }

    /// <summary>Answers <paramref name="body"/> to one path with its query, and 404 to everything else.</summary>
    public static StubNode Answering(string path, string body, HttpStatusCode status = HttpStatusCode.OK)
        => new(request => request.Target == path ? new StubReply(body, status) : StubReply.NoSuchRoute);

    public string Url => _server.Url!;

    /// <summary>What it announces as its version, as Ham4db does; null when it is another server.</summary>
    public string? Version { get; set; }

    /// <summary>What was asked, besides who leads and which kind of server this is.</summary>
    public IReadOnlyList<StubRequest> Requests
        => [.. _requests.Where(request => !request.Path.EndsWith("leader-check", StringComparison.Ordinal) && request.Path is not ("health" or "lb-check"))];

    public IReadOnlyList<StubRequest> AllRequests => [.. _requests];

    public void Dispose() => _server.Dispose();

    private Dictionary<string, WireMock.Types.WireMockList<string>> Headers(StubReply reply)
    {
        var headers = new Dictionary<string, WireMock.Types.WireMockList<string>> { ["Content-Type"] = new(reply.ContentType) };
        if (Version is { } version)
        {
            headers[WireHeaders.Version] = new(version);
        }

        foreach (var (name, value) in reply.Headers)
        {
            headers[name] = new(value);
        }

        return headers;
    }

    private StubReply Answer(StubRequest request)
    {
        var reply = _answer(request);
        return (reply == StubReply.NoSuchRoute, request.Path) switch
        {
            (true, "leader-check" or "lb-check") => new StubReply("\"OK\""),
            (true, "health") => new StubReply("""{"Code":"OK","Message":"Application node is healthy","Details":null}"""),
            _ => reply,
        };
    }
}

internal sealed record StubRequest(string Method, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";
}

internal sealed record StubReply(string Body, HttpStatusCode Status = HttpStatusCode.OK, string ContentType = "application/json; charset=UTF-8")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static readonly StubReply NoSuchRoute = new("404 page not found", HttpStatusCode.NotFound, "text/plain");
}
