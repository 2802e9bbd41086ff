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

    [Fact]
    public void Renounced_IsNotHeldAgainInItsTermWhateverRoundsSucceed()
    {
        using var leadership = new CancellationTokenSource();
        var lease = Held(leadership.Token);

        lease.TryRenounce(leadership.Token).ShouldBeTrue();
        lease.Renew(lease.Begin(), leadership.Token);
        _time.Advance(Timings.LeaseWaitOut);
        lease.Renew(lease.Begin(), leadership.Token);

        lease.IsHeld().ShouldBeFalse();
        lease.TryRenounce(leadership.Token).ShouldBeFalse();
    }

    [Fact]
    public void Renounced_IsHeldInALaterTermAfterTheUsualWait()
    {
        using var leadership = new CancellationTokenSource();
        using var next = new CancellationTokenSource();
        var lease = Held(leadership.Token);
        lease.TryRenounce(leadership.Token);

        lease.Elected();
        lease.Renew(lease.Begin(), next.Token);
        var atOnce = lease.IsHeld();
        _time.Advance(Timings.LeaseWaitOut);
        lease.Renew(lease.Begin(), next.Token);

        atOnce.ShouldBeFalse();
        lease.IsHeld().ShouldBeTrue();
    }

    [Fact]
    public void Renounce_LeaseNotHeld_IsRefusedSinceAnEarlierOneMayBe()
    {
        using var leadership = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var waiting = new LeaderLease(Timings, _time);
        waiting.Elected();
        waiting.Renew(waiting.Begin(), leadership.Token);
        var expired = Held(leadership.Token);
        _time.Advance(Timings.Lease);

        waiting.TryRenounce(leadership.Token).ShouldBeFalse();
        expired.TryRenounce(leadership.Token).ShouldBeFalse();
        Held(leadership.Token).TryRenounce(other.Token).ShouldBeFalse();
    }

    [Fact]
    public void WaitWaived_IsHeldAtOnceInThatTermAndNoOther()
    {
        using var leadership = new CancellationTokenSource();
        using var next = new CancellationTokenSource();
        var lease = new LeaderLease(Timings, _time);
        lease.Elected();
        lease.WaiveWait(leadership.Token);
        var unproven = lease.IsHeld();
        lease.Renew(lease.Begin(), leadership.Token);
        var held = lease.IsHeld();

        lease.Elected();
        lease.Renew(lease.Begin(), next.Token);

        (unproven, held, lease.IsHeld()).ShouldBe((false, true, false));
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
