using System.Diagnostics;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Testing;

/// <summary>A watch that never cries wolf is worth nothing unless it cries at all.</summary>
public class LeaderClaimsTests
{
    private static readonly Uri A = new("http://a:3000/"), B = new("http://b:3000/");

    private readonly LeaderClaims _claims = new(TimeSpan.FromMilliseconds(25));

    [Fact]
    public void OneLeaderAfterTheOther_IsFine()
    {
        Note(A, term: 1, round: 1);
        Note(B, term: 2, round: 2);

        _claims.Violations.ShouldBeEmpty();
        _claims.Terms.ShouldBe(2);
    }

    [Fact]
    public void TwoInOneRound_IsSeen()
    {
        Note(A, term: null, round: 1);
        Note(B, term: null, round: 1);

        _claims.Violations.ShouldHaveSingleItem().ShouldContain("at one moment");
    }

    [Fact]
    public void OldLeader_AskedAfterTheNewOneAnswered_IsSeen()
    {
        Note(A, term: 1, round: 1);
        Note(B, term: 2, round: 2);
        Note(A, term: 1, round: 3);

        _claims.Violations.ShouldHaveSingleItem().ShouldContain("when asked after b:3000 (term 2)");
    }

    [Fact]
    public void OldLeader_AskedBeforeTheNewOneAnswered_MayHaveLedThen()
    {
        Note(A, term: 1, round: 1);
        var before = _claims.Highest;
        Note(B, term: 2, round: 3);
        _claims.Note(ClaimOf(A, 1, round: 2), before);

        _claims.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void TwoInOneTerm_IsSeen()
    {
        Note(A, term: 1, round: 1);
        Note(B, term: 1, round: 2);

        _claims.Violations.ShouldHaveSingleItem().ShouldContain("a:3000 (term 1) and b:3000 (term 1)");
    }

    private static LeaderClaim ClaimOf(Uri node, long? term, long round)
    {
        var now = Stopwatch.GetTimestamp();
        return new LeaderClaim(node, term, round, now, now);
    }

    private void Note(Uri node, long? term, long round) => _claims.Note(ClaimOf(node, term, round), _claims.Highest);
}
