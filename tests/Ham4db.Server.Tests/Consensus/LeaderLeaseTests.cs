using Ham4db.Server.Consensus.Raft;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus;

public class LeaderLeaseTests
{
    private static readonly RaftTimings Timings = new(TimeSpan.FromMilliseconds(300));

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void IsHeld_NeverRenewed_No()
    {
        var lease = new LeaderLease(Timings, _time);
        _time.Advance(TimeSpan.FromHours(1));

        lease.IsHeld().ShouldBeFalse();
    }

    [Fact]
    public void IsHeld_JustElected_OnlyAfterEveryEarlierLeaseHasRunOut()
    {
        var lease = new LeaderLease(Timings, _time);
        lease.Elected();
        lease.Renew(lease.Begin(), CancellationToken.None);

        var atOnce = lease.IsHeld();
        _time.Advance(Timings.LeaseWaitOut - TimeSpan.FromMilliseconds(1));
        lease.Renew(lease.Begin(), CancellationToken.None);
        var justBefore = lease.IsHeld();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var after = lease.IsHeld();

        atOnce.ShouldBeFalse();
        justBefore.ShouldBeFalse();
        after.ShouldBeTrue();
        Timings.LeaseWaitOut.ShouldBeGreaterThan(Timings.Lease);
    }

    [Fact]
    public void IsHeld_RoundTookLong_CountsFromBeforeTheRound()
    {
        var lease = Held();
        var round = lease.Begin();
        _time.Advance(Timings.Lease - TimeSpan.FromMilliseconds(1));
        lease.Renew(round, CancellationToken.None);

        var inTime = lease.IsHeld();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        inTime.ShouldBeTrue();
        lease.IsHeld().ShouldBeFalse();
    }

    [Fact]
    public void IsHeld_AfterAPause_NoEvenThoughNothingWasCancelled()
    {
        using var leadership = new CancellationTokenSource();
        var lease = Held(leadership.Token);
        lease.IsHeld().ShouldBeTrue();

        _time.Advance(TimeSpan.FromSeconds(5));

        leadership.IsCancellationRequested.ShouldBeFalse();
        lease.IsHeld().ShouldBeFalse();
    }

    [Fact]
    public async Task IsHeld_LeadershipLost_NoAtOnce()
    {
        using var leadership = new CancellationTokenSource();
        var lease = Held(leadership.Token);

        await leadership.CancelAsync();

        lease.IsHeld().ShouldBeFalse();
    }

    private LeaderLease Held(CancellationToken leadership = default)
    {
        var lease = new LeaderLease(Timings, _time);
        lease.Elected();
        _time.Advance(Timings.LeaseWaitOut);
        lease.Renew(lease.Begin(), leadership);
        return lease;
    }
}
