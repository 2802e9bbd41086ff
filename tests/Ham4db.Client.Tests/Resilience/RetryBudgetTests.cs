using Ham4db.Client.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Client.Tests.Resilience;

public class RetryBudgetTests
{
    [Fact]
    public void Take_WithinCapacity_DoesNotWait()
    {
        var budget = new RetryBudget(new FakeTimeProvider());

        var waits = Enumerable.Range(0, 500).Select(_ => budget.Take()).ToList();

        waits.ShouldAllBe(wait => wait == TimeSpan.Zero);
    }

    [Fact]
    public void Take_BeyondCapacity_SpreadsTheRestToAHundredASecond()
    {
        var budget = new RetryBudget(new FakeTimeProvider());
        _ = Enumerable.Range(0, 500).Select(_ => budget.Take()).ToList();

        var waits = Enumerable.Range(1, 200).Select(_ => budget.Take()).ToList();

        waits[0].ShouldBe(TimeSpan.FromMilliseconds(10));
        waits[^1].ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Take_AfterARest_IsFullAgain()
    {
        var time = new FakeTimeProvider();
        var budget = new RetryBudget(time);
        _ = Enumerable.Range(0, 600).Select(_ => budget.Take()).ToList();

        time.Advance(TimeSpan.FromMinutes(1));

        Enumerable.Range(0, 500).ShouldAllBe(_ => budget.Take() == TimeSpan.Zero);
    }
}
