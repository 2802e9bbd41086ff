namespace Ham4db.Client.Leadership;

/// <summary>A leader as this client remembers it. One object for as long as the same node leads in the same term.</summary>
internal sealed class KnownLeader(Leader leader, bool isHam4db)
{
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Leader Leader { get; } = leader;

    /// <summary>Whether the node announced itself as Ham4db, and so honours idempotency keys.</summary>
    public bool IsHam4db { get; } = isHam4db;

    public Uri Endpoint => Leader.Endpoint;

    public long Term => Leader.Term;

    /// <summary>Completes as soon as another node, or the same in a later term, is known to lead.</summary>
    public Task Superseded => _superseded.Task;

    /// <summary>Whether this is what <paramref name="claim"/> says.</summary>
    public bool Is(LeaderClaim claim)
        => Endpoint == claim.Endpoint && Term == claim.Term && Leader.IsRouted == claim.IsRouted && IsHam4db == claim.IsHam4db;

    /// <summary>Lets those who wait for an answer of this leader turn to the next.</summary>
    public void Supersede() => _superseded.TrySetResult();
}
