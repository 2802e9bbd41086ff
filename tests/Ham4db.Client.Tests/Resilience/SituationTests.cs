using Ham4db.Client.Resilience;

namespace Ham4db.Client.Tests.Resilience;

public class SituationTests
{
    [Theory]
    [InlineData(RequestOutcome.Succeeded, "Finish", "Finish", "Finish")]
    [InlineData(RequestOutcome.Rejected, "Finish", "Finish", "Finish")]
    [InlineData(RequestOutcome.NotSent, "LocateAndRepeat", "LocateAndRepeat", "LocateAndRepeat")]
    [InlineData(RequestOutcome.NotLeader, "LocateAndRepeat", "LocateAndRepeat", "LocateAndRepeat")]
    [InlineData(RequestOutcome.Unknown, "LocateAndRepeat", "LocateAndRepeat", "Report")]
    public void Decide_ForTheLeader_RepeatsOnlyWhatIsSafe(RequestOutcome outcome, string read, string changeWithKey, string changeWithoutKey)
    {
        Decide(outcome, isRead: true, hasKey: false).ShouldBe(read);
        Decide(outcome, isRead: false, hasKey: true).ShouldBe(changeWithKey);
        Decide(outcome, isRead: false, hasKey: false).ShouldBe(changeWithoutKey);
    }

    [Theory]
    [InlineData(RequestOutcome.Succeeded, "Finish")]
    [InlineData(RequestOutcome.Rejected, "Finish")]
    [InlineData(RequestOutcome.NotSent, "Report")]
    [InlineData(RequestOutcome.NotLeader, "Report")]
    [InlineData(RequestOutcome.Unknown, "Report")]
    public void Decide_ForOneNode_NeverRepeats(RequestOutcome outcome, string expected)
    {
        foreach (var isRead in new[] { true, false })
        {
            new Situation(outcome, isRead, HasKey: true, IsForOneNode: true, UnusableReplies: 0).Decide().ToString().ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(3, "LocateAndRepeat")]
    [InlineData(4, "Report")]
    public void Decide_ReadMeetsAPageAgainAndAgain_GivesUp(int replies, string expected)
        => new Situation(RequestOutcome.Unknown, IsRead: true, HasKey: false, IsForOneNode: false, replies).Decide().ToString().ShouldBe(expected);

    private static string Decide(RequestOutcome outcome, bool isRead, bool hasKey)
        => new Situation(outcome, isRead, hasKey, IsForOneNode: false, UnusableReplies: 0).Decide().ToString();
}
