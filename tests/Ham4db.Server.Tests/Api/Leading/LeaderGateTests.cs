using Ham4db.Server.Api.Leading;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Tests.Api.Leading;

public sealed class LeaderGateTests
{
    private static readonly Uri Other = new("http://127.0.0.1:3002");

    [Theory]
    [InlineData(NodeRole.Leader, true, false, 0, "Serve")]
    [InlineData(NodeRole.Leader, true, true, 0, "Serve")]
    [InlineData(NodeRole.Leader, true, false, 5, "Serve")]
    [InlineData(NodeRole.Leader, false, false, 0, "Wait")]
    [InlineData(NodeRole.Leader, false, true, 0, "Wait")]
    [InlineData(NodeRole.Leader, true, false, 6, "Wait")]
    [InlineData(NodeRole.Leader, true, true, 6, "Wait")]
    [InlineData(NodeRole.Follower, false, false, 0, "Forward")]
    [InlineData(NodeRole.Follower, false, false, 6, "Wait")]
    [InlineData(NodeRole.Follower, false, true, 0, "NotLeader")]
    [InlineData(NodeRole.Follower, false, true, 6, "NotLeader")]
    public void Decide_LeaderKnown_FollowsRoleLeaseHopAndTerm(NodeRole role, bool holdsLease, bool isForwarded, long requiredTerm, string step)
    {
        var view = new LeadershipView(role, 5, "127.0.0.1:10002", Other);

        var decided = LeaderGate.Decide(view, holdsLease, isForwarded, requiredTerm, hindrance: null, failed: null);

        decided.GetType().Name.ShouldBe(step);
    }

    [Theory]
    [InlineData(NodeRole.Candidate, false, "Wait")]
    [InlineData(NodeRole.Candidate, true, "NotLeader")]
    [InlineData(NodeRole.Shutdown, false, "Wait")]
    public void Decide_NoLeaderKnown_WaitsUnlessForwarded(NodeRole role, bool isForwarded, string step)
    {
        var view = new LeadershipView(role, 5, string.Empty, null);

        var decided = LeaderGate.Decide(view, mayServe: false, isForwarded, requiredTerm: 0, hindrance: null, failed: null);

        decided.GetType().Name.ShouldBe(step);
    }

    [Fact]
    public void Decide_LeaderElectedButAddressNotToldYet_Waits()
    {
        var view = new LeadershipView(NodeRole.Follower, 5, "127.0.0.1:10002", null);

        LeaderGate.Decide(view, false, false, 0, hindrance: null, failed: null).ShouldBeOfType<LeaderStep.Wait>();
    }

    [Fact]
    public void Decide_SameLeaderCouldNotBeReached_WaitsAndTellsWhy()
    {
        var view = new LeadershipView(NodeRole.Follower, 5, "127.0.0.1:10002", Other);

        var decided = LeaderGate.Decide(view, false, false, 0, hindrance: null, new FailedForward(view, "It refused."));

        decided.ShouldBe(new LeaderStep.Wait("It refused."));
    }

    [Fact]
    public void Decide_AnotherLeaderAfterAFailure_ForwardsThere()
    {
        var before = new LeadershipView(NodeRole.Follower, 5, "127.0.0.1:10002", Other);
        var after = before with { Term = 6, LeaderUri = new Uri("http://127.0.0.1:3003") };

        var decided = LeaderGate.Decide(after, false, false, 0, hindrance: null, new FailedForward(before, "It refused."));

        decided.ShouldBe(new LeaderStep.Forward(new Uri("http://127.0.0.1:3003")));
    }
}
