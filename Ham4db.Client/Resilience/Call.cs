namespace Ham4db.Client.Resilience;

/// <summary>One call of a user, over all its tries. Used by one task at a time.</summary>
internal sealed class Call(string path, bool isRead)
{
    private List<RequestAttempt>? _attempts;

    /// <summary>Path and query after <c>/api/</c>, as orchestrator has it.</summary>
    public string Path { get; } = path;

    /// <summary>Whether the route changes nothing.</summary>
    public bool IsRead { get; } = isRead;

    /// <summary>The node the caller asks; null for the leader.</summary>
    public Uri? Node { get; init; }

    /// <summary>Whether the caller wrote the path, and wants the reply as it came.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Names this change to Ham4db servers, so that a repetition gets the first answer. One for all tries.</summary>
    public string Key => field ??= Guid.NewGuid().ToString("N");

    /// <summary>What the call is doing; tells what its deadline means.</summary>
    public CallPhase Phase { get; set; }

    /// <summary>The node that is being asked; null while the leader is searched.</summary>
    public Uri? Asking { get; set; }

    /// <summary>Whether an earlier try may have made the change.</summary>
    public bool MayBeDone { get; private set; }

    /// <summary>Whether an earlier try was answered with the Go servers' ambiguous refusal.</summary>
    public bool WasUnauthorized { get; set; }

    /// <summary>How many tries got a reply that cannot be one of this API.</summary>
    public int UnusableReplies { get; set; }

    /// <summary>The tries that ended.</summary>
    public IReadOnlyList<RequestAttempt> Attempts => _attempts ?? (IReadOnlyList<RequestAttempt>)[];

    /// <summary>Takes a try in that was not the last.</summary>
    public void Add(RequestAttempt attempt)
    {
        (_attempts ??= []).Add(attempt);
        MayBeDone |= !IsRead && attempt.Outcome == RequestOutcome.Unknown;
    }
}
