using Ham4db.Testing;

namespace Ham4db.Server.Tests.Testing;

public class EventuallyTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task See_ConditionThatComes_ReturnsWhatWasSeen()
    {
        var looks = 0;

        var seen = await Eventually.SeeAsync("the third look", _ => Task.FromResult(++looks), look => look == 3);

        seen.ShouldBe(3);
    }

    [Fact]
    public async Task See_ConditionThatNeverComes_SaysWhatWasLastSeen()
    {
        var failure = await Should.ThrowAsync<TimeoutException>(
            () => Eventually.SeeAsync("a leader", _ => Task.FromResult("a follower"), seen => seen == "a leader", Short));

        failure.Message.ShouldBe("Waited 0.1 s for a leader; last seen: a follower");
    }

    [Fact]
    public async Task Passes_AssertionThatKeepsFailing_SaysHow()
    {
        var failure = await Should.ThrowAsync<TimeoutException>(
            () => Eventually.PassesAsync("the port to open", _ => throw new IOException("connection refused"), Short));

        failure.Message.ShouldContain("IOException: connection refused");
    }

    [Fact]
    public async Task See_LookThatHangs_EndsAtTheDeadline()
    {
        var failure = await Should.ThrowAsync<TimeoutException>(() => Eventually.SeeAsync(
            "an answer",
            async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return true;
            },
            seen => seen,
            Short));

        failure.Message.ShouldContain("nothing at all");
    }

    [Fact]
    public async Task See_CallerCancels_IsCancelledNotLate()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => Eventually.BecomesTrueAsync("never", () => false, cancellationToken: stop.Token));
    }
}
