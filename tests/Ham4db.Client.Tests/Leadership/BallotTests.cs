using Ham4db.Client.Leadership;

namespace Ham4db.Client.Tests.Leadership;

public class BallotTests
{
    private static readonly Uri A = new("http://a/api/");
    private static readonly Uri B = new("http://b/api/");
    private static readonly Uri C = new("http://c/api/");
    private static readonly TimeSpan Patience = Milliseconds(100);

    private readonly Ballot _ballot = new(() => [A, B, C], Patience);

    [Fact]
    public void Decide_NothingHeard_WaitsForAnAnswer()
        => _ballot.Decide(Milliseconds(5)).ShouldBe((null, null));

    [Fact]
    public void Decide_ClaimWithoutATerm_WinsAtOnce()
    {
        _ballot.Add(Leads(A, 0), Milliseconds(8));

        _ballot.Decide(Milliseconds(8)).Winner!.Value.Endpoint.ShouldBe(A);
    }

    [Fact]
    public void Decide_ClaimWhileOthersAreSilent_WinsAfterAnEighthMore()
    {
        _ballot.Add(Leads(A, 5), Milliseconds(80));

        var (early, askAgain) = _ballot.Decide(Milliseconds(80));
        var (winner, _) = _ballot.Decide(Milliseconds(90));

        early.ShouldBeNull();
        askAgain.ShouldBe(Milliseconds(90));
        winner!.Value.Endpoint.ShouldBe(A);
    }

    [Fact]
    public void Decide_AllHaveAnswered_DoesNotWait()
    {
        _ballot.Add(Leads(A, 5), Milliseconds(80));
        _ballot.Add(Follows(B, 5), Milliseconds(80));
        _ballot.Add(Answer(C, ProbeKind.Unreachable, 0), Milliseconds(80));

        _ballot.Decide(Milliseconds(80)).Winner!.Value.Endpoint.ShouldBe(A);
    }

    [Theory]
    [InlineData(5, 6, "http://b/api/")]
    [InlineData(6, 5, "http://a/api/")]
    [InlineData(5, 5, "http://a/api/")]
    public void Decide_TwoClaims_TheHigherTermElseTheFirstWins(long first, long second, string winner)
    {
        _ballot.Add(Leads(A, first), Milliseconds(8));
        _ballot.Add(Leads(B, second), Milliseconds(8));

        _ballot.Decide(Milliseconds(50)).Winner!.Value.Endpoint.ShouldBe(new Uri(winner));
    }

    [Fact]
    public void Decide_ClaimantTakesItBack_NobodyWins()
    {
        _ballot.Add(Leads(A, 5), Milliseconds(8));
        _ballot.Add(Follows(A, 5), Milliseconds(8));

        _ballot.Decide(Milliseconds(50)).ShouldBe((null, null));
    }

    [Fact]
    public void Decide_NodeRoutesWhileOthersAreSilent_WaitsThePatience()
    {
        _ballot.Add(Follows(A, 5), Milliseconds(2));
        _ballot.Add(Leads(A, 5) with { IsRouted = true }, Milliseconds(4));

        var (early, askAgain) = _ballot.Decide(Milliseconds(4));

        early.ShouldBeNull();
        askAgain.ShouldBe(Patience);
        _ballot.Decide(Patience).Winner!.Value.IsRouted.ShouldBeTrue();
    }

    [Fact]
    public void Decide_NodeRoutesAndTheLeaderAnswers_TheLeaderWins()
    {
        _ballot.Add(Leads(A, 5) with { IsRouted = true }, Milliseconds(4));
        _ballot.Add(Leads(B, 5), Milliseconds(5));

        var winner = _ballot.Decide(Patience).Winner!.Value;

        winner.Endpoint.ShouldBe(B);
        winner.IsRouted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 7, false)]
    public void WasRebuilt_MostNodesAgree_OnlyWhenNoneKnowsAHigherTerm(long claim, long other, bool expected)
    {
        _ballot.Add(Leads(A, claim), Milliseconds(2));
        _ballot.Add(Follows(B, other), Milliseconds(2));

        _ballot.WasRebuilt(Leads(A, claim).ToClaim()).ShouldBe(expected);
    }

    [Fact]
    public void WasRebuilt_AnOldLeaderAlone_IsNot()
    {
        _ballot.Add(Leads(A, 1), Milliseconds(2));
        _ballot.Add(Answer(B, ProbeKind.Unreachable, 0), Milliseconds(2));
        _ballot.Add(Answer(C, ProbeKind.Foreign, 0), Milliseconds(2));

        _ballot.WasRebuilt(Leads(A, 1).ToClaim()).ShouldBeFalse();
    }

    private static TimeSpan Milliseconds(int value) => TimeSpan.FromMilliseconds(value);

    private static ProbeAnswer Leads(Uri endpoint, long term) => Answer(endpoint, ProbeKind.Leads, term);

    private static ProbeAnswer Follows(Uri endpoint, long term) => Answer(endpoint, ProbeKind.Follows, term);

    private static ProbeAnswer Answer(Uri endpoint, ProbeKind kind, long term) => new(endpoint, kind, 1, "x", TimeSpan.Zero) { Term = term };
}
