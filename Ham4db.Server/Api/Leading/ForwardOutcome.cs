namespace Ham4db.Server.Api.Leading;

/// <summary>How passing a request on to the leader ended.</summary>
internal abstract record ForwardOutcome
{
    private ForwardOutcome()
    {
    }

    /// <summary>The leader answered; its answer has gone to the caller.</summary>
    public sealed record Answered : ForwardOutcome;

    /// <summary>Nothing was done: the leader was not reached, or said that it does not lead.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record NothingDone(string Reason) : ForwardOutcome;

    /// <summary>The request was sent and no answer came.</summary>
    /// <param name="Reason">What happened.</param>
    /// <param name="LeaderMoved">Another leader was elected in the meantime.</param>
    public sealed record Unanswered(string Reason, bool LeaderMoved) : ForwardOutcome;
}
