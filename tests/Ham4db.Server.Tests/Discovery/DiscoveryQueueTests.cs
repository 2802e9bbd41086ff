using Ham4db.Client.Contract;
using Ham4db.Server.Discovery;

namespace Ham4db.Server.Tests.Discovery;

public sealed class DiscoveryQueueTests
{
    [Fact]
    public async Task Add_WaitingOrInProcess_IsNotTakenInTwice()
    {
        using var queue = new DiscoveryQueue(concurrency: 4, capacity: 10);
        queue.TryAdd(Key(1), isFailing: false);
        queue.TryAdd(Key(1), isFailing: false);
        var whileWaiting = queue.Waiting;

        var taken = await queue.TakeAsync(CancellationToken.None);
        queue.TryAdd(taken, isFailing: false);
        var whileInProcess = queue.Waiting;
        queue.Release(taken);
        queue.TryAdd(taken, isFailing: false);

        (whileWaiting, whileInProcess, queue.Waiting).ShouldBe((1, 0, 1));
    }

    [Fact]
    public void Add_Full_IsRefused()
    {
        using var queue = new DiscoveryQueue(concurrency: 1, capacity: 2);

        var taken = Enumerable.Range(1, 3).Select(port => queue.TryAdd(Key(port), isFailing: false)).ToList();

        taken.ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task Take_ManyFailing_HealthyOnesAreServedBetweenAndFailingGetHalfTheWorkers()
    {
        using var queue = new DiscoveryQueue(concurrency: 4, capacity: 100);
        for (var port = 1; port <= 10; port++)
        {
            queue.TryAdd(Key(port), isFailing: true);
        }

        queue.TryAdd(Key(101), isFailing: false);
        queue.TryAdd(Key(102), isFailing: false);

        var taken = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            taken.Add((await queue.TakeAsync(CancellationToken.None)).Port);
        }

        var fifth = queue.TakeAsync(CancellationToken.None).AsTask();
        fifth.IsCompleted.ShouldBeFalse();
        taken.Count(port => port > 100).ShouldBe(2);

        queue.Release(Key(taken.First(port => port <= 10)));

        (await fifth).Port.ShouldBe(3);
    }

    [Fact]
    public async Task Take_BlockedFailingThenHealthyArrives_HealthyIsServed()
    {
        using var queue = new DiscoveryQueue(concurrency: 2, capacity: 100);
        queue.TryAdd(Key(1), isFailing: true);
        queue.TryAdd(Key(2), isFailing: true);
        await queue.TakeAsync(CancellationToken.None);
        var second = queue.TakeAsync(CancellationToken.None).AsTask();

        queue.TryAdd(Key(3), isFailing: false);

        (await second).ShouldBe(Key(3));
    }

    private static InstanceKey Key(int port) => new("db", port);
}
