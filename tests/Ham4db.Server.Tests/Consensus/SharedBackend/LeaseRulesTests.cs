using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Consensus.SharedBackend;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

public sealed class LeaseRulesTests
{
    private const string Self = "a/1";
    private const string Other = "b/2";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    [Theory]
    // Both clocks must say that it is over.
    [InlineData(5.0, 5.0, "Take")]
    [InlineData(4.9, 100.0, "Follow")]
    [InlineData(100.0, 4.9, "Follow")]
    [InlineData(0.0, 3600.0, "Follow")]
    // A database clock that was set back by an hour says nothing; the own observation decides.
    [InlineData(5.0, -3600.0, "Take")]
    [InlineData(4.9, -3600.0, "Follow")]
    public void Decide_LeaseOfAnother_IsTakenOnlyWhenBothClocksSayItIsOver(double unchangedSeconds, double ageSeconds, string step)
        => Decide(Row(Other, 7, ageSeconds), ownToken: 0, unchangedSeconds).GetType().Name.ShouldBe(step);

    [Fact]
    public void Decide_NobodyHoldsIt_IsTakenAtOnceUnderTheNextToken()
        => Decide(Row(string.Empty, 7, 0), ownToken: 0, unchangedSeconds: 0).ShouldBe(new LeaseStep.Take(8, MayBeClaimed: false));

    [Fact]
    public void Decide_HigherTokenWasSeenBefore_IsNeverGivenOutAgain()
        => Decide(Row(string.Empty, 7, 0), ownToken: 0, unchangedSeconds: 0, highest: 40).ShouldBe(new LeaseStep.Take(41, MayBeClaimed: false));

    [Fact]
    public void Decide_OwnLease_IsRenewed()
        => Decide(Row(Self, 7, 1), ownToken: 7, unchangedSeconds: 1).ShouldBeOfType<LeaseStep.Renew>();

    [Fact]
    public void Decide_OwnLeaseWhoseClaimHasLapsed_IsANewTerm()
        => Decide(Row(Self, 7, 1), ownToken: 0, unchangedSeconds: 1).ShouldBe(new LeaseStep.Take(8, MayBeClaimed: false));

    [Fact]
    public void Decide_OwnLeaseThatThisServerDoesNotKnowToHaveTaken_IsANewTermThatWaitsForTheOldOne()
        => Decide(Row(Self, 7, 1), ownToken: 0, unchangedSeconds: 1, settled: 5).ShouldBe(new LeaseStep.Take(8, MayBeClaimed: true));

    [Fact]
    public void Decide_OwnLeaseOnAnotherDatabase_IsANewTermFarAheadOfWhatIsLate()
        => Decide(Row(Self, 7, 1), ownToken: 7, unchangedSeconds: 1, otherDatabase: true)
            .ShouldBe(new LeaseStep.Take(7 + LeaseRules.TokensSkipped, MayBeClaimed: false));

    [Theory]
    [InlineData(Self)]
    [InlineData("")]
    [InlineData(Other)]
    public void Decide_AfterGivingItBack_LeavesItToTheOthers(string holder)
        => Decide(Row(holder, 7, 100), ownToken: 0, unchangedSeconds: 100, rests: true).ShouldBeOfType<LeaseStep.Follow>();

    private static LeaseStep Decide(
        StoredLease lease, long ownToken, double unchangedSeconds, long highest = 0, bool otherDatabase = false, bool rests = false, long settled = 7)
        => LeaseRules.Decide(lease, Self, ownToken, settled, TimeSpan.FromSeconds(unchangedSeconds), Lease, Math.Max(highest, lease.Token), otherDatabase, rests);

    private static StoredLease Row(string holder, long token, double ageSeconds)
        => new(token, holder, null, 3, TimeSpan.FromSeconds(ageSeconds), default, default, "db", string.Empty);
}
