using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>A node that answers as a Go server was recorded to; what was not recorded is not found. One server a test class.</summary>
public sealed class RecordedNode : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();

    public string Address => _server.Url!;

    /// <summary>Everything asked since the last <see cref="Replay"/>, with the path decoded.</summary>
    public IReadOnlyList<string> Asked => [.. _server.LogEntries.Select(entry => Decode(entry.RequestMessage!.Url))];

    /// <summary>Answers from now on as in one or several recorded scenarios, for example <c>orchestrator/healthy</c>.</summary>
    /// <param name="rename">Turns the path of a request into the one that was recorded.</param>
    /// <param name="scenarios">Folders below <c>Fixtures</c>; the first that has a path answers it.</param>
    public void Replay(Func<string, string> rename, params string[] scenarios)
    {
        _server.Reset();
        var recorded = scenarios.Reverse().SelectMany(Read).GroupBy(reply => reply.Path).ToDictionary(group => group.Key, group => group.Last());
        _server.Given(Request.Create().UsingAnyMethod()).RespondWith(Response.Create().WithCallback(request =>
            request.Method == "GET" && recorded.TryGetValue(rename(Decode(request.Url)), out var reply)
                ? Answer(reply.Status, reply.ContentType, File.ReadAllText(reply.File))
                : Answer(404, "text/plain; charset=utf-8", "404 page not found\n")));
    }

    public void Dispose() => _server.Dispose();

    private static string Decode(string url) => Uri.UnescapeDataString(new Uri(url).PathAndQuery);

    private static ResponseMessage Answer(int status, string contentType, string body) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, WireMockList<string>> { ["Content-Type"] = new(contentType) },
        BodyData = new BodyData { BodyAsString = body, DetectedBodyType = BodyType.String },
    };

    private static IEnumerable<Recorded> Read(string scenario)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", scenario);
        return File.ReadLines(Path.Combine(folder, "http.tsv")).Skip(1).Select(line => line.Split('\t')).Select(columns
            => new Recorded(Uri.UnescapeDataString(columns[1]), int.Parse(columns[2], null), columns[3], Path.Combine(folder, columns[4])));
    }

    private sealed record Recorded(string Path, int Status, string ContentType, string File);
}
