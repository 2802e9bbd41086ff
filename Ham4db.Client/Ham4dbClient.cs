namespace Ham4db.Client;

/// <summary>Makes clients for programs without a dependency injection container.</summary>
public static class Ham4dbClient
{
    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="options">Where the nodes are, and limits.</param>
    /// <param name="loggerFactory">Where to log; null logs nothing.</param>
    /// <param name="timeProvider">The clock; null is the system's.</param>
    /// <exception cref="ArgumentException">An option is missing or contradicts another; the message says what to change.</exception>
    public static IHam4dbClient Create(
        Ham4dbClientOptions options,
        Microsoft.Extensions.Logging.ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null)
        => throw new NotImplementedException();
}
