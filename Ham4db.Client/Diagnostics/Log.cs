using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Diagnostics;

/// <summary>Everything this library logs. Event ids 9000 to 9099, never renumbered.</summary>
internal static partial class Log
{
    [LoggerMessage(9000, LogLevel.Information, "Leader is {Endpoint} in term {Term}; was {Previous}, found after {Elapsed} ms")]
    internal static partial void LeaderChanged(this ILogger logger, Uri endpoint, long term, string previous, long elapsed);

    [LoggerMessage(9001, LogLevel.Warning,
        "{Endpoint} leads in term {Term}, below term {Highest} seen earlier, and most nodes agree: the cluster was built anew")]
    internal static partial void TermWentBack(this ILogger logger, Uri endpoint, long term, long highest);

    [LoggerMessage(9002, LogLevel.Debug, "{Path}: try {Attempt} at {Endpoint} ended as {Outcome}: {Reason}; trying again in {Pause} ms")]
    internal static partial void Repeating(this ILogger logger, string path, int attempt, Uri? endpoint, Resilience.RequestOutcome outcome, string reason, long pause);

    [LoggerMessage(9003, LogLevel.Error, "The search for the leader failed; the next call begins a new one")]
    internal static partial void SearchFailed(this ILogger logger, Exception exception);

    [LoggerMessage(9004, LogLevel.Debug, "{Endpoint} has been silent on {Path} for {Silence} ms; asking the other nodes beside it")]
    internal static partial void Silent(this ILogger logger, Uri endpoint, string path, long silence);

    [LoggerMessage(9005, LogLevel.Debug, "{Endpoint} tells nothing of the leader any more: {Reason}")]
    internal static partial void WatchEnded(this ILogger logger, Uri endpoint, string reason);

    [LoggerMessage(9006, LogLevel.Error, "A subscriber to changes of the cluster failed; the client goes on")]
    internal static partial void SubscriberFailed(this ILogger logger, Exception exception);

    [LoggerMessage(9007, LogLevel.Warning, "Addresses of nodes were not found ({Reason}); what was found before stays in use, and the next search looks again")]
    internal static partial void EndpointsNotFound(this ILogger logger, string reason);
}
