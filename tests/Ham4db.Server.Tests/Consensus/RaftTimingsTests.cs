using Ham4db.Server.Consensus.Raft;

namespace Ham4db.Server.Tests.Consensus;

public class RaftTimingsTests
{
    [Theory]
    [InlineData(150, false, 37.5)]
    [InlineData(1_000, false, 250)]
    [InlineData(150, true, 95)]
    [InlineData(200, true, 130)]
    [InlineData(300, true, 200)]
    [InlineData(800, true, 200)]
    [InlineData(1_000, true, 250)]
    [InlineData(60_000, true, 15_000)]
    public void Connect_HasRoomForAHandshake_BelowTheRequest(int election, bool withTls, double connect)
    {
        var timings = new RaftTimings(TimeSpan.FromMilliseconds(election), withTls);

        timings.Connect.ShouldBe(TimeSpan.FromMilliseconds(connect));
        timings.Connect.ShouldBeLessThan(timings.Request);
        timings.Request.ShouldBeLessThan(timings.Election);
    }
}
