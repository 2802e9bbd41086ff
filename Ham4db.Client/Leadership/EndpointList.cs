using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Ham4db.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Leadership;

/// <summary>
/// The nodes to ask: those that were configured; where the options say so, what a delegate finds, what their host names resolve to, and what
/// the leader named. Looked up again when a search begins and the last look is old; what is known is used meanwhile.
/// </summary>
internal sealed class EndpointList(Ham4dbClientOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan GrowsOld = TimeSpan.FromSeconds(30);

    private readonly ImmutableArray<Uri> _configured = [.. options.Endpoints.Select(Ham4dbEndpoints.Normalize)];
    private readonly Lock _gate = new();
    private volatile ImmutableList<Uri> _found = options.ResolveAddresses ? [] : [.. options.Endpoints.Select(Ham4dbEndpoints.Normalize)];

    private volatile ImmutableList<Uri> _learned = [];
    private volatile ImmutableDictionary<Uri, string> _names = ImmutableDictionary<Uri, string>.Empty;
    private volatile string? _problem;
    private Task? _looking;
    private long? _lookedAt;

    /// <summary>The nodes as known now; empty before the first look where none is configured.</summary>
    public IReadOnlyList<Uri> Current => _learned.IsEmpty ? _found : [.. _found, .. _learned.Except(_found)];

    /// <summary>The name that a resolved address goes by, for the request's <c>Host</c> and its certificate; null for one that was configured as it is.</summary>
    public string? NameOf(Uri address) => _names.IsEmpty ? null : _names.GetValueOrDefault(new Uri(address, "/"));

    /// <summary>Why the last look found nothing; null when it did, or there is nothing to look for.</summary>
    public string? Problem => _problem;

    /// <summary>Adds nodes that the leader named.</summary>
    public void Learn(IEnumerable<Uri> nodes)
    {
        lock (_gate)
        {
            _learned = [.. nodes.Except(_found).Distinct()];
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
            var names = ImmutableDictionary.CreateBuilder<Uri, string>();
            var found = options.ResolveAddresses ? await ResolveAsync(nodes, names, limit.Token).ConfigureAwait(false) : nodes;
            if (found.Length == 0)
            {
                Report("none was found");
                return;
            }

            _names = names.ToImmutable();
            _found = [.. found.Distinct()];
            _problem = null;
        }
        catch (Exception e)
        {
            // The delegate is the user's, and may throw what it likes. What was found before stays in use.
            Report(e is OperationCanceledException ? "not found in time" : e.Message);
        }
    }

    private void Report(string problem)
    {
        _problem = problem;
        logger.EndpointsNotFound(problem);
    }

    private async Task<ImmutableArray<Uri>> ResolveAsync(
        ImmutableArray<Uri> nodes, ImmutableDictionary<Uri, string>.Builder names, CancellationToken cancellationToken)
    {
        var resolved = ImmutableArray.CreateBuilder<Uri>();
        foreach (var node in nodes)
        {
            if (node.HostNameType != UriHostNameType.Dns)
            {
                resolved.Add(node);
                continue;
            }

            try
            {
                foreach (var address in await Dns.GetHostAddressesAsync(node.IdnHost, cancellationToken).ConfigureAwait(false))
                {
                    var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
                    var one = new UriBuilder(node) { Host = host }.Uri;
                    names[new Uri(one, "/")] = node.Authority;
                    resolved.Add(one);
                }
            }
            catch (SocketException e)
            {
                // One name of several may be wrong, or its zone away for a moment.
                Report($"{node.Host}: {e.Message}");
            }
        }

        return resolved.ToImmutable();
    }
}
