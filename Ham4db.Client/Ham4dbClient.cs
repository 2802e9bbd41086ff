using Ham4db.Client.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Client;

/// <summary>Makes clients for programs without a dependency injection container.</summary>
public static class Ham4dbClient
{
    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="options">Where the nodes are, and limits. Read now; later changes have no effect.</param>
    /// <param name="loggerFactory">Where to log; null logs nothing.</param>
    /// <param name="timeProvider">The clock; null is the system's.</param>
    /// <exception cref="ArgumentException">An option is missing or contradicts another; the message says what to change.</exception>
    public static IHam4dbClient Create(Ham4dbClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Ham4dbClientOptionsRules.Check(options).ToList() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        var open = new OpenConnections();
        var connection = new ClusterConnection(
            options,
            ClusterConnection.CreateNetworkHandler(options, open),
            ownsInner: true,
            open,
            loggerFactory ?? NullLoggerFactory.Instance,
            timeProvider ?? TimeProvider.System,
            Random.Shared);
        return new LeaderAwareClient(connection, options.Deadline, ownsConnection: true);
    }

    /// <summary>Makes a client of the nodes at these addresses, with the default limits.</summary>
    /// <param name="endpoints">For example <c>http://db-1:3000</c>.</param>
    /// <exception cref="ArgumentException">An address cannot be used; the message says what to change.</exception>
    public static IHam4dbClient Create(params string[] endpoints) => Create(new Ham4dbClientOptions { Endpoints = endpoints });
}
