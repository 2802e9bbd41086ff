using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>What a node tells of the leader, for as long as a test wants.</summary>
internal sealed class ToldStream
{
    private readonly Pipe _pipe = new();

    /// <summary>Whether a client listens.</summary>
    public bool IsHeard { get; private set; }

    /// <summary>The node's answers with this as its <c>leader-watch</c>.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Beside(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> node)
        => (request, token) => request.RequestUri!.AbsolutePath == "/api/leader-watch" ? Task.FromResult(Answer()) : node(request, token);

    public async Task TellAsync(long term, bool isLeader, string leader = "")
        => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(
            $$"""
            event: leader
            data: {"Leader":"{{leader}}","Term":{{term}},"Node":"n","IsLeader":{{(isLeader ? "true" : "false")}}}


            """));

    /// <summary>Whether the client that listened has left.</summary>
    public async Task<bool> IsLeftAsync() => (await _pipe.Writer.WriteAsync(":\n\n"u8.ToArray())).IsCompleted;

    /// <summary>The node ends.</summary>
    public ValueTask EndAsync() => _pipe.Writer.CompleteAsync(new IOException("the connection broke"));

    private HttpResponseMessage Answer()
    {
        if (IsHeard)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "heard already");
        }

        IsHeard = true;
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(_pipe.Reader.AsStream()) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return response;
    }
}
