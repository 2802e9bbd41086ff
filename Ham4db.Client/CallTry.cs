namespace Ham4db.Client;

/// <summary>One try of a call as the pipeline that repeats it sees it: the result of each execution.</summary>
/// <remarks>Only the client makes them. The last try that was made decides what the caller gets, whatever the pipeline returns.</remarks>
public sealed class CallTry
{
    internal CallTry(string route, bool isRead, int number, RequestAttempt attempt, bool mayBeRepeated, TimeSpan remaining)
        => (Route, IsRead, Number, Attempt, MayBeRepeated, Remaining) = (route, isRead, number, attempt, mayBeRepeated, remaining);

    /// <summary>The call's route with its arguments, for example <c>forget/db-1/3306</c>.</summary>
    public string Route { get; }

    /// <summary>Whether the route changes nothing.</summary>
    public bool IsRead { get; }

    /// <summary>Which try of the call it was; 1 for the first.</summary>
    public int Number { get; }

    /// <summary>Which node was asked, how it ended, and how long it took.</summary>
    public RequestAttempt Attempt { get; }

    /// <summary>
    /// Whether another try may be made: the call has no result yet, and the request is not carried out twice by it. Where it is false the client
    /// sends nothing any more: each further execution of the call gives this same try.
    /// </summary>
    public bool MayBeRepeated { get; }

    /// <summary>How much of the call's deadline was left when the try ended; never negative.</summary>
    public TimeSpan Remaining { get; }
}
