using Ham4db.Client.Leadership;

namespace Ham4db.Client.Tests.Leadership;

public class LeaderHintsTests
{
    private static readonly Uri Plain = new("http://db-1:3000/api/");
    private static readonly Uri Secure = new("https://db-2:3000/ham/api/");

    private readonly LeaderHints _hints = new(static () => [Plain, Secure]);

    [Theory]
    [InlineData("http://10.0.0.3:3000", "http://10.0.0.3:3000/api/")]
    [InlineData("http://10.0.0.3:3000/", "http://10.0.0.3:3000/api/")]
    [InlineData("http://10.0.0.3:3000/api", "http://10.0.0.3:3000/api/")]
    [InlineData("https://10.0.0.3:3000", "https://10.0.0.3:3000/api/")]
    public void TryAccept_ConfiguredNodeNamesALeader_IsAsked(string hint, string expected)
    {
        _hints.TryAccept(hint, Plain, out var endpoint).ShouldBeTrue();

        endpoint.ShouldBe(new Uri(expected));
    }

    [Fact]
    public void TryAccept_NodeBelowAPrefix_LendsItToTheLeader()
    {
        _hints.TryAccept("https://db-3:3000", Secure, out var endpoint).ShouldBeTrue();

        endpoint.ShouldBe(new Uri("https://db-3:3000/ham/api/"));
    }

    [Theory]
    [InlineData("http://db-3:3000", "https://db-2:3000/ham/api/")]
    [InlineData("http://db-3:3000", "http://evil:3000/api/")]
    [InlineData("http://user:secret@db-3:3000", "http://db-1:3000/api/")]
    [InlineData("file:///etc/passwd", "http://db-1:3000/api/")]
    [InlineData("db-3:3000", "http://db-1:3000/api/")]
    [InlineData("", "http://db-1:3000/api/")]
    [InlineData(null, "http://db-1:3000/api/")]
    public void TryAccept_WouldLeadCredentialsAway_IsRefused(string? hint, string from)
        => _hints.TryAccept(hint, new Uri(from), out _).ShouldBeFalse();
}
