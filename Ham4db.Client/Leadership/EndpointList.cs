using System.Collections.Immutable;
using Ham4db.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Leadership;

/// <summary>
/// The nodes to ask: those that were configured; where the options say so, what a delegate finds, what their host names resolve to, and what
/// the leader named. Looked up again when a leader is searched and the last look is old; what is known is used meanwhile.
/// </summary>
internal sealed class EndpointList(Ham4dbClientOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan GrowsOld = TimeSpan.FromSeconds(30);

    private readonly ImmutableArray<Uri> _configured = [.. options.Endpoints.Select(Ham4dbEndpoints.Normalize)];
    private readonly Lock _gate = new();
    private ImmutableArray<Uri> _found = options.ResolveAddresses ? [] : [.. options.Endpoints.Select(Ham4dbEndpoints.Normalize)];
    private ImmutableArray<Uri> _learned = [];
    private volatile IReadOnlyList<Uri> _current = options.ResolveAddresses ? [] : [.. options.Endpoints.Select(Ham4dbEndpoints.Normalize)];
    private volatile NodeAddresses _addresses = NodeAddresses.None;
    private volatile string? _problem;
    private Task? _looking;
    private long? _lookedAt;

    /// <summary>Called after the nodes have changed, with those that were and are no more; never by two threads at once.</summary>
    public Action<IReadOnlyList<Uri>>? Changed { get; set; }

    /// <summary>The nodes as known now; empty before the first look where none is configured.</summary>
    /// <remarks>The same object until they change.</remarks>
    public IReadOnlyList<Uri> Current => _current;

    /// <summary>The name that a resolved address goes by, for the request's <c>Host</c> and its certificate; null for one that was configured as it is.</summary>
    public string? NameOf(Uri address) => options.ResolveAddresses ? _addresses.NameOf(address) : null;

    /// <summary>Why the last look found nothing; null when it did, or there is nothing to look for.</summary>
    public string? Problem => _problem;

    /// <summary>Adds nodes that the leader named, in place of those that one named before.</summary>
    public void Learn(IEnumerable<Uri> nodes)
    {
        lock (_gate)
        {
            _learned = [.. nodes];
            Put();
        }
    }

    /// <summary>Looks again when the last look is old.</summary>
    /// <returns>The look that is under way, which never fails; completed when there is nothing to look for.</returns>
    public Task RefreshAsync()
    {
        if (options.FindEndpoints is null && !options.ResolveAddresses)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            if (_looking is { IsCompleted: false })
            {
                return _looking;
            }

            if (_lookedAt is { } at && time.GetElapsedTime(at) < GrowsOld && !_found.IsEmpty)
            {
                return Task.CompletedTask;
            }

            _lookedAt = time.GetTimestamp();
            return _looking = Task.Run(LookAsync);
        }
    }

    private async Task LookAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(options.ProbeTimeout, time);
            var nodes = options.FindEndpoints is { } find
                ? [.. _configured, .. (await find(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false)).Select(Ham4dbEndpoints.Normalize)]
                : _configured;
            if (options.ResolveAddresses)
            {
                _addresses = await _addresses.LookAsync(nodes, options.ResolveHost, limit.Token).ConfigureAwait(false);
                nodes = _addresses.Of(nodes);
            }

            Take(nodes, nodes.Length == 0 ? _addresses.Problem ?? "none was found" : _addresses.Problem);
        }
        catch (Exception e)
        {
            // The delegate is the user's, and may throw what it likes. What was found before stays in use.
            Take([], e is OperationCanceledException ? "not found in time" : e.Message);
        }
    }

    private void Take(ImmutableArray<Uri> found, string? problem)
    {
        _problem = problem;
        if (problem is not null)
        {
            logger.EndpointsNotFound(problem);
        }

        if (found.Length > 0)
        {
            lock (_gate)
            {
                _found = found;
                Put();
            }
        }
    }

    private void Put()
    {
        var (before, now) = (_current, _found.Union(_learned).ToList());
        if (!before.ToHashSet().SetEquals(now))
        {
            _current = now;
            Changed?.Invoke([.. before.Except(now)]);
        }
    }
}
