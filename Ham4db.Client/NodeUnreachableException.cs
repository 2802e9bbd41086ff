namespace Ham4db.Client;

/// <summary>A call that was meant for one node found it unreachable, or lost it before it answered. Nothing was changed.</summary>
public sealed class NodeUnreachableException : Ham4dbException
{
    internal NodeUnreachableException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException = null)
        : base(message, attempts, innerException)
    {
    }
}
