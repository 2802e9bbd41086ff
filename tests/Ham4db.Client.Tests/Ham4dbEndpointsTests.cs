namespace Ham4db.Client.Tests;

public class Ham4dbEndpointsTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("http://a:3000/api", "http://a:3000/api")]
    [InlineData("http://a:3000/api  http://b:3000/api\n", "http://a:3000/api|http://b:3000/api")]
    [InlineData("http://a:3000,http://b:3000", "http://a:3000|http://b:3000")]
    public void Parse_ListAsInTheEnvironment_IsSplit(string? text, string expected)
        => string.Join('|', Ham4dbEndpoints.Parse(text)).ShouldBe(expected);

    [Theory]
    [InlineData("http://a:3000", "http://a:3000/api/")]
    [InlineData("http://a:3000/", "http://a:3000/api/")]
    [InlineData("http://a:3000/api", "http://a:3000/api/")]
    [InlineData(" HTTP://A:3000/api/ ", "http://a:3000/api/")]
    [InlineData("https://a/ham4db", "https://a/ham4db/api/")]
    [InlineData("http://[::1]:3000", "http://[::1]:3000/api/")]
    public void Normalize_Address_EndsInApi(string endpoint, string expected)
        => Ham4dbEndpoints.Normalize(endpoint).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("db-1:3000", "no scheme")]
    [InlineData("db-1", "http://db-1")]
    [InlineData("ftp://db-1", "ftp")]
    [InlineData("http://", "not an address")]
    [InlineData("http://db-1:port", "not an address")]
    [InlineData("http://db-1:3000?x=1", "query")]
    [InlineData("http://user:secret@db-1:3000", "credentials")]
    [InlineData("user:secret@db-1:3000", "no scheme")]
    [InlineData("http://user:secret@db-1:port", "not an address")]
    public void Normalize_Unusable_SaysWhyWithoutSecrets(string endpoint, string why)
    {
        var message = Should.Throw<FormatException>(() => Ham4dbEndpoints.Normalize(endpoint)).Message;

        message.ShouldContain(why);
        message.ShouldNotContain("secret");
    }
}
