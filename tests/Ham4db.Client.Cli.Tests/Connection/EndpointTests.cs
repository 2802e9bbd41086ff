using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Connection;

namespace Ham4db.Client.Cli.Tests.Connection;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("http://db-1:3000", "http://db-1:3000/api")]
    [InlineData("http://db-1:3000/", "http://db-1:3000/api")]
    [InlineData("http://db-1:3000/api", "http://db-1:3000/api")]
    [InlineData("http://db-1:3000/api/", "http://db-1:3000/api")]
    [InlineData("https://db.example.com/ham4db", "https://db.example.com/ham4db/api")]
    [InlineData("db-1:3000", "http://db-1:3000/api")]
    [InlineData("db-1:3000/api", "http://db-1:3000/api")]
    [InlineData("http://[::1]:3000", "http://[::1]:3000/api")]
    public void Parse_Address_EndsInApi(string text, string expected) => Endpoint.Parse(text).Url.ShouldBe(expected);

    [Fact]
    public void Parse_AddressWithCredentials_TakesThemOut()
    {
        var endpoint = Endpoint.Parse("http://bob:p%40ss@db-1:3000");

        endpoint.ShouldBe(new Endpoint("http://db-1:3000/api", "bob", "p@ss"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://db-1:3000")]
    [InlineData("http://")]
    [InlineData("http://db-1:99999")]
    [InlineData("db-1:port")]
    [InlineData("http://db-1:3000/?a=b")]
    [InlineData("//db-1")]
    public void Parse_NoUrl_NamesIt(string text)
    {
        var wrong = Should.Throw<UsageException>(() => Endpoint.Parse(text));

        wrong.Message.ShouldStartWith($"endpoint \"{text}\" is no http or https URL");
    }

    [Fact]
    public void Parse_WrongAddressWithCredentials_DoesNotTellThem()
    {
        var wrong = Should.Throw<UsageException>(() => Endpoint.Parse("ftp://bob:secret@db-1"));

        wrong.Message.ShouldNotContain("secret");
        wrong.Message.ShouldContain("ftp://db-1");
    }
}
