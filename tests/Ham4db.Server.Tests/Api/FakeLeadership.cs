using Ham4db.Server.Consensus;

namespace Ham4db.Server.Tests.Api;

/// <summary>Leadership as a test says it is.</summary>
internal sealed class FakeLeadership : ILeadership
{
    private readonly LeadershipBoard _board = new(Leading(1));

    public LeadershipView Current => _board.Current;

    /// <summary>What <see cref="HoldsLease"/> answers; null: whether this node leads.</summary>
    public Func<bool>? Lease { get; set; }

    public CancellationToken LeadershipToken => Current.Role == NodeRole.Leader ? CancellationToken.None : new CancellationToken(canceled: true);

    public static LeadershipView Leading(long term, Uri? own = null) => new(NodeRole.Leader, term, "127.0.0.1:10001", own);

    public static LeadershipView Following(long term, Uri leader) => new(NodeRole.Follower, term, "127.0.0.1:10002", leader);

    public static LeadershipView Leaderless(long term) => new(NodeRole.Candidate, term, string.Empty, null);

    public void Show(LeadershipView view) => _board.Show(view);

    public bool HoldsLease() => Lease?.Invoke() ?? Current.Role == NodeRole.Leader;

    public bool MayServe() => HoldsLease();

    public string? Hindrance { get; set; }

    public bool Observes() => true;

    public ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken) => ValueTask.FromResult(HoldsLease());

    public Task<LeadershipView> WaitForChangeAsync(LeadershipView known, CancellationToken cancellationToken)
        => _board.WaitForChangeAsync(known, cancellationToken);
}
