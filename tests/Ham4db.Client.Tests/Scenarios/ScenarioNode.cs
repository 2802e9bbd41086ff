using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Ham4db.Client.Contract;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests.Scenarios;

/// <summary>A node that is what its scenario says at each time, and counts what it is asked.</summary>
internal sealed class ScenarioNode(string name, IReadOnlyList<ScenarioState> states, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<HttpRequestMessage>> _asked = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();

    public string Name { get; } = name;

    /// <summary>The requests for what a call does: <c>read</c>, <c>change</c> or <c>raw</c>.</summary>
    public IReadOnlyCollection<HttpRequestMessage> Asked(string does) => _asked.TryGetValue(does, out var requests) ? requests : [];

    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = states.Last(state => state.AtMs <= time.GetElapsedTime(_began).TotalMilliseconds);
        var route = request.RequestUri!.AbsolutePath["/api/".Length..];
        var does = ScenarioRoutes.Does(route);
        if (does is not null)
        {
            _asked.GetOrAdd(does, _ => new()).Enqueue(request);
        }

        if (state.Role == "down")
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        }

        if (does is not null && state.Fails.TryGetValue(does, out var fails) && _failures.AddOrUpdate(does, 1, (_, count) => count + 1) is var turn && turn <= fails.Count)
        {
            return await FailAsync(fails[turn - 1], request, state, time, cancellationToken);
        }

        await WriteAsync(request, cancellationToken);
        if (state.SlowMs > 0 && does is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(state.SlowMs), time, cancellationToken);
        }

        return state.Role switch
        {
            "silent" => await VirtualCluster.Silent(request, cancellationToken),
            "page" => Reply(state, 200, "<html>Welcome</html>", isHam4db: false),
            "locked" => Reply(state, 401, "Not Authorized", isHam4db: false),
            "leader" => Reply(state, 200, route.EndsWith("leader-check", StringComparison.Ordinal) ? "\"OK\"" : ScenarioRoutes.BodyOf(route)),
            "follower" => Follow(state, route, does),
            _ => throw new InvalidOperationException($"'{state.Role}' is no role."),
        };
    }

    private static HttpResponseMessage Follow(ScenarioState state, string route, string? does) => (route, does) switch
    {
        ("routed-leader-check", _) when state.Routes => Reply(state, 200, "\"OK\""),
        ("leader-check" or "routed-leader-check", _) => Reply(state, 404, "\"Not leader\""),
        (_, not null) when state.Routes => Reply(state, 200, ScenarioRoutes.BodyOf(route)),
        _ when state.Server == "go" => Reply(state, 500, """{"Code":"ERROR","Message":"Unauthorized","Details":null}"""),
        _ => Reply(state, 421, """{"Code":"ERROR","Message":"This node does not lead.","Details":null}"""),
    };

    private static async Task<HttpResponseMessage> FailAsync(string how, HttpRequestMessage request, ScenarioState state, TimeProvider time, CancellationToken cancellationToken)
    {
        if (how == "refused")
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        }

        await WriteAsync(request, cancellationToken);
        if (state.SlowMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(state.SlowMs), time, cancellationToken);
        }

        return how switch
        {
            "reset" => throw new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("reset by peer")),
            "closed" or "not-http" => throw new HttpRequestException(
                how == "closed" ? HttpRequestError.ResponseEnded : HttpRequestError.InvalidResponse, how),
            "cut-body" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutStream()) },
            "silent" => await VirtualCluster.Silent(request, cancellationToken),
            "broken-json" => Reply(state, 200, """{"Code":"OK","Message":"""),
            "invalid-utf8" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([(byte)'"', 0xff, (byte)'"']) },
            "html" => Reply(state, 200, "<html>Welcome</html>", isHam4db: false),
            "empty" => Reply(state, 200, string.Empty),
            "502" => Reply(state, 502, string.Empty, isHam4db: false),
            "503-proxy" or "504" => Reply(state, how == "504" ? 504 : 503, "<html>No server is available</html>", isHam4db: false),
            "421" or "503" => Reply(state, how == "421" ? 421 : 503, """{"Code":"ERROR","Message":"This node does not lead.","Details":null}"""),
            "not-leader" => Reply(state, 404, "\"Not leader\""),
            "unauthorized" => Reply(state, 500, """{"Code":"ERROR","Message":"Unauthorized","Details":null}"""),
            "error" => Reply(state, 500, """{"Code":"ERROR","Message":"It cannot be done.","Details":null}"""),
            "500-text" => Reply(state, 500, "500 Internal Server Error", isHam4db: false),
            "401" or "403" => Reply(state, how == "401" ? 401 : 403, "Not Authorized", isHam4db: false),
            "redirect" => Redirect(state),
            "stale" => Reply(state with { Term = state.Term - 1 }, 200, "[]"),
            _ => throw new InvalidOperationException($"'{how}' is no failure."),
        };
    }

    private static HttpResponseMessage Redirect(ScenarioState state)
    {
        var reply = Reply(state, 302, string.Empty, isHam4db: false);
        reply.Headers.Location = new Uri("http://elsewhere/");
        return reply;
    }

    private static HttpResponseMessage Reply(ScenarioState state, int status, string body, bool isHam4db = true)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json") };
        if (isHam4db && state.Server == "ham4db")
        {
            reply.Headers.Add(WireHeaders.Version, "0.1.0");
            reply.Headers.Add(WireHeaders.Term, $"{state.Term}");
            if (state.Leader is not null)
            {
                reply.Headers.Add(WireHeaders.Leader, state.Leader);
            }
        }

        return reply;
    }

    // As the network does it: a request that was read counts as sent.
    private static Task WriteAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        => request.Content?.CopyToAsync(Stream.Null, cancellationToken) ?? Task.CompletedTask;

    private sealed class CutStream : MemoryStream
    {
        public CutStream()
            : base("[{\"Cl"u8.ToArray())
        {
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new HttpIOException(HttpRequestError.ResponseEnded, "cut");
    }
}
