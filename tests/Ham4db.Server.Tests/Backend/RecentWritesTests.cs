using Ham4db.Server.Backend.MySql;

namespace Ham4db.Server.Tests.Backend;

public sealed class RecentWritesTests
{
    [Theory]
    [InlineData(10, 10, 10)]
    [InlineData(10, 600, 500)]
    [InlineData(1_000_000, 100, 15)]
    [InlineData(20_000_000, 3, 1)]
    public void All_AfterManyCommands_AreTheLastThatMemoryAndALeaseHaveRoomFor(int size, int added, int kept)
    {
        var recent = new RecentWrites();
        for (var number = 1; number <= added; number++)
        {
            recent.Add([new MySqlStatement("DO @p1, @p2", [new string('x', size), number])]);
        }

        recent.All().Select(statement => statement.Values[1]).ShouldBe(Enumerable.Range(added - kept + 1, kept).Cast<object>());
    }
}
