using System.Net;
using System.Text;
using Ham4db.Client.Http;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Tests.Leadership;

public class LeaderProbeTests
{
    private static readonly Uri Node = new("http://a/api/");

    [Theory]
    [InlineData(200, "\"OK\"", false, "Leads")]
    [InlineData(200, "\"OK\"\n", false, "Leads")]
    [InlineData(200, "\"OK\"", true, "Leads")]
    [InlineData(200, "", true, "Leads")]
    [InlineData(200, "\"Not leader\"", true, "Follows")]
    [InlineData(404, "\"Not leader\"", false, "Follows")]
    [InlineData(503, "\"Not leader\"", false, "Follows")]
    [InlineData(404, "\"OK\"", false, "Foreign")]
    [InlineData(503, """{"Code":"ERROR","Message":"No leader.","Details":null}""", true, "Follows")]
    [InlineData(500, """{"Code":"ERROR","Message":"x","Details":null}""", false, "Follows")]
    [InlineData(200, "<html>Welcome</html>", false, "Foreign")]
    [InlineData(200, "OK", false, "Foreign")]
    [InlineData(200, "{}", false, "Foreign")]
    [InlineData(401, "Not Authorized", false, "Foreign")]
    [InlineData(502, "", false, "Foreign")]
    [InlineData(404, "404 page not found", false, "Foreign")]
    public void Read_Answer_CountsOnlyWhenItAnswersTheQuestion(int status, string body, bool isHam4db, string expected)
    {
        var reply = new Reply((HttpStatusCode)status, ReplyBodyReader.Read(Encoding.UTF8.GetBytes(body)), Node) { IsHam4db = isHam4db };

        LeaderProbe.Read(reply, routed: false, 1, TimeSpan.Zero).Kind.ToString().ShouldBe(expected);
    }
}
