using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Tests.Api.Routing;

public sealed class RequestPathTests
{
    [Theory]
    [InlineData("/api/clusters", "api|clusters")]
    [InlineData("/api/clusters/", "api|clusters")]
    [InlineData("/api/clusters//", "api|clusters|")]
    [InlineData("/api//clusters", "api||clusters")]
    [InlineData("/api/search?s=a/b", "api|search")]
    [InlineData("/api/tag/h/1/a%2Fb/c%3Fd%23e", "api|tag|h|1|a/b|c?d#e")]
    [InlineData("/api/tag/h/1/a%252Fb/x", "api|tag|h|1|a%2Fb|x")]
    [InlineData("/api/tag/h/1/%2e%2e/..", "api|tag|h|1|..|..")]
    [InlineData("/api/x/%0A%20", "api|x|\n ")]
    [InlineData("http://node:3000/api/clusters?x=1", "api|clusters")]
    public void Split_Target_GivesDecodedSegments(string target, string segments)
        => string.Join('|', RequestPath.Split(target)).ShouldBe(segments);

    [Theory]
    [InlineData("/")]
    [InlineData("*")]
    [InlineData("http://node:3000")]
    public void Split_NoPath_GivesNoSegment(string target) => RequestPath.Split(target).ShouldBeEmpty();

    [Theory]
    [InlineData("/a%2Fb/../c?d=e%20f", "/a%2Fb/../c?d=e%20f")]
    [InlineData("http://node:3000/a?b=c", "/a?b=c")]
    public void PathAndQuery_Target_StaysAsItWasSent(string target, string expected) => RequestPath.PathAndQuery(target).ShouldBe(expected);
}
