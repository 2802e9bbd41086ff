using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Ham4db.Client.Leadership;

/// <summary>A leader as this client remembers it. One object for as long as the same node leads in the same term.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and calls may ask for its token for as long as they run.")]
internal sealed class KnownLeader(Leader leader, bool isHam4db)
{
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);
    private string? _ownHint;

    public Leader Leader { get; } = leader;

    /// <summary>Whether the node announced itself as Ham4db, and so honours idempotency keys.</summary>
    public bool IsHam4db { get; } = isHam4db;

    public Uri Endpoint => Leader.Endpoint;

    public long Term => Leader.Term;

    /// <summary>Completes as soon as another node, or the same in a later term, is known to lead.</summary>
    public Task Superseded => _superseded.Task;

    /// <summary>Cancelled with <see cref="Superseded"/>.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>The address of a route. Those without parameters are kept: they are few, and making an address takes as long as half a call.</summary>
    /// <param name="path">Path and query after <c>/api/</c>.</param>
    public Uri AddressOf(string path)
    {
        if (path.AsSpan().ContainsAny('/', '?'))
        {
            return new Uri(Endpoint, path);
        }

        return _addresses.TryGetValue(path, out var address) ? address : _addresses.GetOrAdd(path, new Uri(Endpoint, path));
    }

    /// <summary>Whether this text, with which nodes name the leader, is known to name this one.</summary>
    public bool IsNamed(string hint) => string.Equals(Volatile.Read(ref _ownHint), hint, StringComparison.Ordinal);

    /// <summary>Remembers a text with which nodes name this leader, so that each reply need not be read for it.</summary>
    public void Name(string hint) => Volatile.Write(ref _ownHint, hint);

    /// <summary>Whether this is what <paramref name="claim"/> says.</summary>
    public bool Is(LeaderClaim claim)
        => Endpoint == claim.Endpoint && Term == claim.Term && Leader.IsRouted == claim.IsRouted && IsHam4db == claim.IsHam4db;

    /// <summary>Lets those who wait for an answer of this leader turn to the next.</summary>
    public void Supersede()
    {
        if (_superseded.TrySetResult())
        {
            // Elsewhere: whoever found the next leader must not do the work of all who waited for this one.
            _ = _end.CancelAsync();
        }
    }
}
