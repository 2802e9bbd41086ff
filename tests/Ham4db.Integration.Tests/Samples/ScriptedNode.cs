using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Samples;

/// <summary>A node in this process, for what no server does yet: it leads, and answers from a function of the path after <c>/api/</c>.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    /// <summary>What the function returns to break the connection without an answer.</summary>
    public const string HangUp = "(hang up)";

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;

    /// <summary>Serves at once.</summary>
    /// <param name="answer">The body of the reply to a path; null for a route that there is not.</param>
    public ScriptedNode(Func<string, string?> answer)
    {
        _answer = answer;
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>The paths asked for, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath["/api/".Length..];
        _requests.Enqueue(path);
        var body = path is "leader-check" or "routed-leader-check" ? "\"OK\"" : _answer(path);
        try
        {
            if (body == HangUp)
            {
                context.Response.Abort();
                return;
            }

            context.Response.StatusCode = body is null ? 404 : 200;
            context.Response.ContentType = body is null ? "text/plain" : "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body ?? "404 page not found"));
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The caller has hung up.
        }
    }
}
