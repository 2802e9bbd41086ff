using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Ham4db.Client.Diagnostics;
using Ham4db.Client.Resilience;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Leadership;

/// <summary>
/// Listens to what the nodes tell of the leader, so that a change is known before a request fails by it. One long request to each node, and to
/// the leader when it is none of them; a node that does not offer it is asked again after a while. What is heard only makes the locator look, except for a node's own word, in a later
/// term, that it leads.
/// </summary>
internal sealed class LeaderWatch(
    HttpMessageInvoker transport, LeaderLocator locator, EndpointList endpoints, TimeSpan answerWithin, TimeProvider time, Random random, ILogger logger)
    : IAsyncDisposable
{
    private const string Route = "leader-watch";

    private const int MostFailures = 10;

    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UntilOfferedAgain = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<Uri, Listener> _listeners = [];
    private readonly List<Task> _leaving = [];
    private volatile bool _hasBegun;
    private int _listening;

    /// <summary>Whether a node tells of changes at this moment.</summary>
    public bool IsTold => Volatile.Read(ref _listening) > 0;

    /// <summary>Begins to listen, unless it has begun before.</summary>
    public void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            Follow();
        }
    }

    /// <summary>Turns to the nodes of now: those that came are listened to, those that went no longer. Nothing before <see cref="Begin"/>.</summary>
    public void Follow()
    {
        if (!_hasBegun)
        {
            return;
        }

        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            HashSet<Uri> wanted = [.. endpoints.Current];
            if (locator.Last is { } leader)
            {
                wanted.Add(leader.Endpoint);
            }

            _leaving.RemoveAll(task => task.IsCompleted);
            foreach (var gone in _listeners.Keys.Except(wanted).ToList())
            {
                _listeners.Remove(gone, out var listener);
                _ = listener.End.CancelAsync();
                _leaving.Add(listener.Running);
            }

            foreach (var endpoint in wanted.Except(_listeners.Keys).ToList())
            {
                var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                _listeners.Add(endpoint, new Listener(Task.Run(() => ListenAsync(endpoint, end.Token)), end));
            }
        }
    }

    /// <summary>Stops listening. The end of the requests is not waited for.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _ = _stop.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Listener> listeners;
        List<Task> running;
        lock (_gate)
        {
            _ = _stop.CancelAsync();
            listeners = [.. _listeners.Values];
            running = [.. _leaving, .. listeners.Select(listener => listener.Running)];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listeners.ForEach(listener => listener.End.Dispose());
        _stop.Dispose();
    }

    private async Task ListenAsync(Uri endpoint, CancellationToken stop)
    {
        var failures = 1;
        while (!stop.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var heard = await HearAsync(endpoint, stop).ConfigureAwait(false);
            if (heard == Heard.Stream && !stop.IsCancellationRequested)
            {
                locator.LostTouch(endpoint);
            }

            // One that ends its streams at once is not to be asked without end.
            failures = time.GetElapsedTime(began) >= Steady ? 1 : Math.Min(failures + 1, MostFailures);
            var pause = heard == Heard.NotOffered ? UntilOfferedAgain : Backoff.BeforeRepeat(failures, random);
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Heard> HearAsync(Uri endpoint, CancellationToken stop)
    {
        var heard = Heard.Nothing;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint, Route));
            using var limit = new CancellationTokenSource(answerWithin, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
            using var response = await transport.SendAsync(request, either.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            {
                return Heard.NotOffered;
            }

            var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                heard = Heard.Stream;
                Interlocked.Increment(ref _listening);
                try
                {
                    await foreach (var told in SseParser.Create(stream, Read).EnumerateAsync(stop).ConfigureAwait(false))
                    {
                        if (told.Data is { } what)
                        {
                            locator.Hear(endpoint, what);
                        }
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref _listening);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The node ended, is not there, or was too slow: whoever leads is found out by asking.
            logger.WatchEnded(endpoint, e is OperationCanceledException ? "stopped, or no answer in time" : TransportFailure.Describe(e));
        }

        return heard;
    }

    private static LeaderEvent? Read(string type, ReadOnlySpan<byte> data)
    {
        try
        {
            return type == "leader" ? JsonSerializer.Deserialize(data, LeaderEventJson.Default.LeaderEvent) : null;
        }
        catch (JsonException)
        {
            // Not an event that this version knows; the streams only hint.
            return null;
        }
    }

    private readonly record struct Listener(Task Running, CancellationTokenSource End);

    private enum Heard
    {
        Nothing,
        NotOffered,
        Stream,
    }
}
