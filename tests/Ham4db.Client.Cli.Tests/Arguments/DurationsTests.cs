using Ham4db.Client.Cli.Arguments;

namespace Ham4db.Client.Cli.Tests.Arguments;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("1", 1)]
    [InlineData("45s", 45)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86_400)]
    [InlineData("3w", 1_814_400)]
    public void TryParse_Duration_GivesSeconds(string text, double seconds)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();

        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1.5h")]
    [InlineData("10 m")]
    [InlineData("10M")]
    [InlineData("1y")]
    [InlineData("99999999999999999999s")]
    [InlineData("6000w")]
    public void TryParse_NoDuration_IsRefused(string text) => Durations.TryParse(text, out _).ShouldBeFalse();
}
