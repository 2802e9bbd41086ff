using Ham4db.Client.Resilience;
using CsCheck;

namespace Ham4db.Client.Tests.Resilience;

public class BackoffTests
{
    [Fact]
    public void BetweenProbes_AnyTime_IsASmallShareOfTheSearch()
        => Gen.Select(Gen.Int[0, 600_000], Gen.Int).Sample(
            (milliseconds, seed) =>
            {
                var searching = TimeSpan.FromMilliseconds(milliseconds);

                var pause = Backoff.BetweenProbes(searching, new Random(seed));

                pause.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(5));
                pause.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(Math.Clamp(milliseconds / 16.0, 10, 1000)));
            });

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 10, 20)]
    [InlineData(2, 20, 40)]
    [InlineData(3, 40, 80)]
    [InlineData(100, 500, 1000)]
    public void BeforeRepeat_Repeats_DoublesUpToASecond(int repeats, int shortest, int longest)
        => Gen.Int.Sample(seed => Backoff.BeforeRepeat(repeats, new Random(seed)).TotalMilliseconds.ShouldBeInRange(shortest, longest));
}
