namespace Ham4db.Client;

/// <summary>
/// A node answered, but not with what the route answers: a proxy's page, broken or foreign JSON, a body without end. The message names the
/// node. Nothing was changed by the call, unless the message says that the server reported success.
/// </summary>
public sealed class UnusableReplyException : Ham4dbException
{
    internal UnusableReplyException(string message, IReadOnlyList<RequestAttempt> attempts, Exception? innerException = null)
        : base(message, attempts, innerException)
    {
    }
}
