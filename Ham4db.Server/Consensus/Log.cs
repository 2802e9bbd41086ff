namespace Ham4db.Server.Consensus;

/// <summary>Events 4000 to 4999.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "This node runs alone and leads in term {Term}")]
    internal static partial void LeadsAlone(this ILogger logger, long term);

    [LoggerMessage(4001, LogLevel.Information, "The backend database takes writes again")]
    internal static partial void BackendTakesWritesAgain(this ILogger logger);

    [LoggerMessage(4002, LogLevel.Error, "This node does not answer as leader since its backend database takes no writes: {Reason}")]
    internal static partial void BackendTakesNoWrites(this ILogger logger, string reason);
}
