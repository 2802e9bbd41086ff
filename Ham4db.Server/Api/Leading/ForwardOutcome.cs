namespace Ham4db.Server.Api.Leading;

/// <summary>How passing a request on to the leader ended.</summary>
internal abstract record ForwardOutcome
{
    private ForwardOutcome(string reason) => Reason = reason;

    /// <summary>What happened; empty when the leader answered.</summary>
    public string Reason { get; }

    /// <summary>The leader answered; its answer has gone to the caller.</summary>
    public sealed record Answered() : ForwardOutcome(string.Empty);

    /// <summary>Nothing was done: the leader was not reached, or said that it does not lead.</summary>
    /// <param name="What">What happened.</param>
    /// <param name="WasAnswered">Whether the node answered: it may be one that is just elected, and lead a moment later.</param>
    public sealed record NothingDone(string What, bool WasAnswered = false) : ForwardOutcome(What);

    /// <summary>The request was sent and no answer came.</summary>
    /// <param name="What">What happened.</param>
    public sealed record Unanswered(string What) : ForwardOutcome(What);
}
