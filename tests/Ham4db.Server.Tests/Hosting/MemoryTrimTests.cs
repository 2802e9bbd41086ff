using Ham4db.Server.Hosting;

namespace Ham4db.Server.Tests.Hosting;

public sealed class MemoryTrimTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(2_000_000, 0, false)]
    [InlineData(4_000_000, 0, true)]
    [InlineData(4_000_000, 1, false)]
    public void IsDue_OnlyWhenMuchWasAllocated_AndNothingCollected(long allocated, int collections, bool due)
        => MemoryTrim.IsDue(allocated, collections).ShouldBe(due);
}
