using System.Text;
using Ham4db.Client.Http;

namespace Ham4db.Client.Tests.Http;

public class ReplyBodyReaderTests
{
    [Theory]
    [InlineData("", "Empty")]
    [InlineData(" \n", "Empty")]
    [InlineData("[]", "Value")]
    [InlineData("null", "Value")]
    [InlineData("\"OK\"", "Value")]
    [InlineData("\"Not leader\"", "NotLeaderText")]
    [InlineData("{\"Code\":\"OK\"}", "Value")]
    [InlineData("{\"Code\":[\"OK\"],\"Message\":[\"x\"]}", "Value")]
    [InlineData("{\"Code\":\"OK\",\"Message\":\"\",\"Details\":null}", "OkEnvelope")]
    [InlineData("{\"Code\":\"ERROR\",\"Message\":\"x\",\"Details\":null}", "ErrorEnvelope")]
    [InlineData("{\"HttpStatus\":500,\"Code\":\"ERROR\",\"Message\":\"x\",\"Detail\":\"\"}", "ErrorEnvelope")]
    [InlineData("404 page not found\n", "NoRouteText")]
    [InlineData("500 Internal Server Error", "CrashText")]
    [InlineData("<!DOCTYPE html><html/>", "Html")]
    [InlineData("{\"Code\":\"OK\",\"Message\":\"\",\"Details\":[", "Broken")]
    [InlineData("[1,2", "Broken")]
    [InlineData("[] []", "Broken")]
    [InlineData("OK", "Broken")]
    public void Read_Body_IsTold(string body, string expected)
        => Read(body).Kind.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("""{"Code":"OK","Message":"m","Details":[1]}""", "[1]", false)]
    [InlineData("""{"HttpStatus":200,"Code":"OK","Message":"m","Detail":{"a":[1,{"Code":"ERROR"}]}}""", """{"a":[1,{"Code":"ERROR"}]}""", true)]
    [InlineData("""{"Code":"OK","Message":"m","Details":"a \u003e b","Detail":"a \u003e b"}""", "\"a \\u003e b\"", false)]
    [InlineData("""{ "Details" : 7 , "Message" : "m" , "Code" : "OK" }""", "7", false)]
    [InlineData("""{"Code":"OK","Message":"m","Details":null}""", "", false)]
    public void Read_EitherEnvelope_FindsMessageAndPayload(string body, string payload, bool hasHttpStatus)
    {
        var read = Read(body);

        Encoding.UTF8.GetString(read.Payload.Span).ShouldBe(payload);
        read.Message.ShouldBe("m");
        read.HasHttpStatus.ShouldBe(hasHttpStatus);
    }

    [Fact]
    public void Read_InvalidUtf8_IsBroken()
        => ReplyBodyReader.Read(new byte[] { (byte)'"', 0xff, 0xfe, (byte)'"' }).Kind.ShouldBe(ReplyKind.Broken);

    [Fact]
    public void Excerpt_LongBodyOfManyLines_IsOneShortLine()
    {
        var excerpt = ReplyBodyReader.Excerpt(Encoding.UTF8.GetBytes("first\r\nsecond" + new string('x', 1000)));

        excerpt.ShouldStartWith("first second");
        excerpt.Length.ShouldBeLessThan(220);
    }

    private static ReplyBody Read(string body) => ReplyBodyReader.Read(Encoding.UTF8.GetBytes(body));
}
