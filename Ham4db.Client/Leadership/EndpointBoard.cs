using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ham4db.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Leadership;

/// <summary>Keeps what each node said last. Written by probes and calls, read by dashboards.</summary>
internal sealed class EndpointBoard(LeaderMemory memory, Func<IReadOnlyList<Uri>> configured, TimeProvider time, ILogger logger) : ICluster
{
    /// <summary>A call that ends as the ones before renews what is known of its node this seldom: most calls are such.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private const int MostGone = 1000;

    private readonly ConcurrentDictionary<Uri, EndpointStatus> _known = new();
    private volatile ImmutableHashSet<Uri> _gone = [];

    public event EventHandler<ClusterChangedEventArgs>? Changed;

    public ClusterSnapshot Current
    {
        get
        {
            var first = configured();
            var leader = memory.Current?.Leader;
            var others = _known.Keys.Except(first).Where(other => other == leader?.Endpoint || !_gone.Contains(other));
            return new ClusterSnapshot(
                leader,
                [.. first.Select(Of), .. others.OrderBy(other => other.AbsoluteUri, StringComparer.Ordinal).Select(Of)]);
        }
    }

    /// <summary>Takes the answer to a probe in.</summary>
    public void Take(ProbeAnswer answer)
    {
        // What a node can be routed to says nothing of the node.
        if (answer.IsRouted)
        {
            return;
        }

        var state = answer.Kind switch
        {
            ProbeKind.Leads => EndpointState.Leader,
            ProbeKind.Follows => EndpointState.Follower,
            ProbeKind.Unreachable => EndpointState.Unreachable,
            _ => EndpointState.Unhealthy,
        };
        Put(answer.Endpoint, state, answer.Term > 0 ? answer.Term : null, answer.Reason, state == EndpointState.Unreachable ? null : answer.Elapsed);
    }

    /// <summary>A call was answered by the leader.</summary>
    public void Answered(KnownLeader leader, TimeSpan roundTrip)
    {
        if (leader.Leader.IsRouted
            || (_known.TryGetValue(leader.Endpoint, out var known) && known.State == EndpointState.Leader && time.GetUtcNow() - known.AskedAt < Refresh))
        {
            return;
        }

        Put(leader.Endpoint, EndpointState.Leader, leader.Term > 0 ? leader.Term : null, "leads", roundTrip);
    }

    /// <summary>A call found a node unreachable.</summary>
    public void Failed(Uri endpoint, string reason) => Put(endpoint, EndpointState.Unreachable, null, reason, null);

    /// <summary>Another leads now than the one before.</summary>
    public void LeaderChanged(KnownLeader before, KnownLeader now)
    {
        if (before.Endpoint != now.Endpoint && _known.TryGetValue(before.Endpoint, out var known) && known.State == EndpointState.Leader)
        {
            _known.TryUpdate(before.Endpoint, known with { State = EndpointState.Unknown, Reason = $"led until {now.Endpoint} did" }, known);
        }

        Raise();
    }

    /// <summary>Takes nodes out that are none any more. The leader is shown for as long as it leads; an answer that comes late changes nothing.</summary>
    public void Remove(IReadOnlyList<Uri> gone)
    {
        _gone = (_gone.Count < MostGone ? _gone : []).Union(gone);
        foreach (var endpoint in gone)
        {
            if (memory.Current?.Endpoint != endpoint)
            {
                _known.TryRemove(endpoint, out _);
            }
        }

        Raise();
    }

    private EndpointStatus Of(Uri endpoint) => _known.TryGetValue(endpoint, out var status) ? status : new EndpointStatus(endpoint, EndpointState.Unknown);

    private void Put(Uri endpoint, EndpointState state, long? term, string reason, TimeSpan? roundTrip)
    {
        var before = Of(endpoint);
        var isError = state is EndpointState.Unreachable or EndpointState.Unhealthy;
        _known[endpoint] = new EndpointStatus(endpoint, state)
        {
            Term = term ?? before.Term,
            Reason = reason,
            LastError = isError ? reason : before.LastError,
            RoundTrip = roundTrip ?? before.RoundTrip,
            AskedAt = time.GetUtcNow(),
        };
        if (before.State != state)
        {
            Raise();
        }
    }

    private void Raise()
    {
        if (Changed is not { } subscribers)
        {
            return;
        }

        // Elsewhere: whoever found it out must not wait for the subscribers.
        ThreadPool.UnsafeQueueUserWorkItem(
            static state =>
            {
                try
                {
                    state.subscribers(state.board, new ClusterChangedEventArgs(state.board.Current));
                }
                catch (Exception e)
                {
                    state.board.Report(e);
                }
            },
            (board: this, subscribers),
            preferLocal: false);
    }

    private void Report(Exception failure) => logger.SubscriberFailed(failure);
}
