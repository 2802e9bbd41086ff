namespace Ham4db.Client;

/// <summary>
/// A call that was meant for one node found it unreachable, or lost it before it answered; or a call to the leader did, and the pipeline of
/// <see cref="Ham4dbClientOptions.Resilience"/> did not repeat it. Nothing was changed.
/// </summary>
public sealed class NodeUnreachableException : Ham4dbException
{
    internal NodeUnreachableException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException = null)
        : base(message, attempts, innerException)
    {
    }
}
