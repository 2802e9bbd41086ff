using CsCheck;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Tests.Leadership;

public class LeaderMemoryTests
{
    private static readonly Uri A = new("http://a:3000/api/");
    private static readonly Uri B = new("http://b:3000/api/");

    private readonly LeaderMemory _memory = new();

    [Fact]
    public void TryAdvance_FirstClaim_IsBelieved()
    {
        var leader = _memory.TryAdvance(Claim(A, 3), out var changed);

        leader.ShouldBe(_memory.Current);
        _memory.Current!.Leader.ShouldBe(new Leader(A, 3, IsRouted: false));
        changed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void TryAdvance_AnotherNodeClaims_OnlyALaterTermWins(long term, bool wins)
    {
        _memory.TryAdvance(Claim(A, 3), out _);

        _memory.TryAdvance(Claim(B, term), out var changed);

        _memory.Current!.Endpoint.ShouldBe(wins ? B : A);
        changed.ShouldBe(wins);
    }

    [Fact]
    public void TryAdvance_LowerTermAfterTheLeaderIsInDoubt_IsNotBelieved()
    {
        var leader = _memory.TryAdvance(Claim(A, 3), out _)!;
        _memory.TryForget(leader);

        _memory.TryAdvance(Claim(B, 2), out _).ShouldBeNull();

        _memory.Current.ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void TryAdvance_AnswerToAQuestionFromBeforeTheDoubt_IsNotBelieved(long term)
    {
        var late = Claim(A, term);
        var leader = _memory.TryAdvance(Claim(A, term), out _)!;
        _memory.TryForget(leader);

        _memory.TryAdvance(late, out _).ShouldBeNull();
        _memory.TryAdvance(Claim(A, term), out var changed).ShouldBe(leader);

        changed.ShouldBeFalse();
    }

    [Fact]
    public void TryAdvance_TwoClaimsOfTermZero_TheFirstStays()
    {
        _memory.TryAdvance(Claim(A, 0), out _);

        _memory.TryAdvance(Claim(B, 0), out _).ShouldBeNull();

        _memory.Current!.Endpoint.ShouldBe(A);
    }

    [Fact]
    public void TryAdvance_TheLeaderItselfAfterANodeThatRoutes_IsPreferred()
    {
        _memory.TryAdvance(Claim(A, 3) with { IsRouted = true }, out _);

        _memory.TryAdvance(Claim(B, 3), out _);

        _memory.Current!.Leader.ShouldBe(new Leader(B, 3, IsRouted: false));
    }

    [Fact]
    public void TryAdvance_AnotherLeads_EndsTheWaitForTheOldOneEvenWhenItWasInDoubt()
    {
        var old = _memory.TryAdvance(Claim(A, 3), out _)!;
        _memory.TryForget(old);

        _memory.TryAdvance(Claim(B, 4), out _);

        old.Superseded.IsCompleted.ShouldBeTrue();
        _memory.Current!.Superseded.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void TryForget_AnOlderLeader_ChangesNothing()
    {
        var old = _memory.TryAdvance(Claim(A, 3), out _)!;
        var current = _memory.TryAdvance(Claim(B, 4), out _);

        _memory.TryForget(old).ShouldBeFalse();

        _memory.Current.ShouldBe(current);
    }

    [Fact]
    public void StartAnew_LowerTerm_IsBelievedFromThenOn()
    {
        _memory.TryAdvance(Claim(A, 70), out _);

        _memory.StartAnew(Claim(B, 1));

        _memory.Current!.Endpoint.ShouldBe(B);
        _memory.HighestTerm.ShouldBe(1);
    }

    [Fact]
    public void TryAdvance_AnyOrderOfClaims_EndsWithTheHighestTerm()
        => Gen.Int[1, 9].Array[1, 20].Sample(terms =>
        {
            var memory = new LeaderMemory();

            foreach (var term in terms)
            {
                memory.TryAdvance(new LeaderClaim(new Uri($"http://n{term}/api/"), term, false, true, memory.NextSequence()), out _);
            }

            memory.Current!.Term.ShouldBe(terms.Max());
            memory.HighestTerm.ShouldBe(terms.Max());
        });

    private LeaderClaim Claim(Uri endpoint, long term) => new(endpoint, term, IsRouted: false, IsHam4db: term > 0, _memory.NextSequence());
}
