using System.Net;
using Ham4db.Client.Http;
using Ham4db.Client.Resilience;

namespace Ham4db.Client.Tests.Resilience;

public class ReplyFactsTests
{
    [Theory]
    [InlineData(200, "Value", "Succeeded", "Succeeded")]
    [InlineData(200, "OkEnvelope", "Succeeded", "Succeeded")]
    [InlineData(200, "ErrorEnvelope", "Rejected", "Rejected")]
    [InlineData(200, "Html", "Unknown", "Unknown")]
    [InlineData(200, "Broken", "Unknown", "Unknown")]
    [InlineData(200, "Empty", "Unknown", "Unknown")]
    [InlineData(301, "Html", "Rejected", "Rejected")]
    [InlineData(302, "Empty", "Rejected", "Rejected")]
    [InlineData(400, "ErrorEnvelope", "Rejected", "Rejected")]
    [InlineData(401, "Broken", "Rejected", "Rejected")]
    [InlineData(403, "Html", "Rejected", "Rejected")]
    [InlineData(404, "ErrorEnvelope", "Rejected", "Rejected")]
    [InlineData(404, "NotLeaderText", "NotLeader", "NotLeader")]
    [InlineData(503, "NotLeaderText", "NotLeader", "NotLeader")]
    [InlineData(404, "NoRouteText", "Rejected", "Rejected")]
    [InlineData(404, "Html", "Unknown", "Unknown")]
    [InlineData(409, "ErrorEnvelope", "Rejected", "Rejected")]
    [InlineData(421, "ErrorEnvelope", "Rejected", "Rejected")]
    [InlineData(429, "Value", "Rejected", "Rejected")]
    [InlineData(500, "ErrorEnvelope", "Rejected", "Rejected")]
    [InlineData(500, "CrashText", "Rejected", "Unknown")]
    [InlineData(500, "Html", "Unknown", "Unknown")]
    [InlineData(501, "ErrorEnvelope", "Rejected", "Rejected")]
    [InlineData(502, "Empty", "Unknown", "Unknown")]
    [InlineData(503, "Html", "Unknown", "Unknown")]
    [InlineData(504, "ErrorEnvelope", "Unknown", "Unknown")]
    public void Judge_ReplyOfAnyServer_IsTheOutcome(int status, string kind, string read, string change)
    {
        var reply = Reply(status, kind) with { IsRead = true };

        reply.Judge().ToString().ShouldBe(read);
        (reply with { IsRead = false }).Judge().ToString().ShouldBe(change);
    }

    [Theory]
    [InlineData(421)]
    [InlineData(503)]
    public void Judge_RefusalOfAHam4dbNode_IsNotLeader(int status)
        => (Reply(status, "ErrorEnvelope") with { IsHam4db = true }).Judge().ShouldBe(RequestOutcome.NotLeader);

    [Theory]
    [InlineData("Unauthorized", false, false, RequestOutcome.NotLeader)]
    [InlineData("unauthorized", false, false, RequestOutcome.NotLeader)]
    [InlineData("Unauthorized", false, true, RequestOutcome.Rejected)]
    [InlineData("Unauthorized", true, false, RequestOutcome.Rejected)]
    [InlineData("Unauthorized access to 10.0.0.1:3306", false, false, RequestOutcome.Rejected)]
    public void Judge_TheGoServersAmbiguousRefusal_IsBelievedOnlyFromAProvenLeader(string message, bool isHam4db, bool wasBefore, RequestOutcome expected)
        => (Reply(500, "ErrorEnvelope") with { Message = message, IsHam4db = isHam4db, WasUnauthorizedBefore = wasBefore })
            .Judge().ShouldBe(expected);

    [Theory]
    [InlineData("OkEnvelope", 200, RequestOutcome.Unknown)]
    [InlineData("ErrorEnvelope", 404, RequestOutcome.Unknown)]
    [InlineData("NotLeaderText", 404, RequestOutcome.NotLeader)]
    public void Judge_ReplyOfALowerTerm_IsNotUsed(string kind, int status, RequestOutcome expected)
        => (Reply(status, kind) with { IsHam4db = true, IsStale = true }).Judge().ShouldBe(expected);

    [Fact]
    public void Judge_PostMeetsAGoServer_IsNotLeader()
        => (Reply(404, "NoRouteText") with { WasTakenForHam4db = true }).Judge().ShouldBe(RequestOutcome.NotLeader);

    private static ReplyFacts Reply(int status, string kind)
        => new((HttpStatusCode)status, Enum.Parse<ReplyKind>(kind), null, IsHam4db: false, IsRead: false, false, false, false);
}
