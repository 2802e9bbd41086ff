using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend;

/// <summary>Events 5000 to 5999.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Opened the backend database {File}; {Steps} schema steps were new")]
    internal static partial void Opened(this ILogger logger, string file, int steps);

    [LoggerMessage(5001, LogLevel.Warning, "The stored document of {Instance} cannot be read ({Reason}): it is dropped, the next probe writes it anew")]
    internal static partial void InstanceUnreadable(this ILogger logger, InstanceKey instance, string reason);

    [LoggerMessage(5002, LogLevel.Error, "Work for the backend database failed; nothing was written")]
    internal static partial void WorkFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5003, LogLevel.Debug, "A transaction of the backend database lost against another (error {Number}); attempt {Attempt} is followed by the next")]
    internal static partial void TransactionLost(this ILogger logger, int number, int attempt);

    [LoggerMessage(5004, LogLevel.Warning, "The backend database {Database} is now on another server: {After}, before {Before}")]
    internal static partial void ServerChanged(this ILogger logger, string database, string before, string after);

    [LoggerMessage(5005, LogLevel.Debug, "A transaction of the backend database that nobody waits for any more ended: {Reason}")]
    internal static partial void AbandonedEnded(this ILogger logger, string reason);

    [LoggerMessage(5006, LogLevel.Error, "The backend database {File} is damaged ({Reason}). It was moved to {Aside} and a new one begun, which this node fills from its raft log, its snapshots and its peers. Check the disk; what was moved is not needed any more and can be deleted")]
    internal static partial void DatabaseSetAside(this ILogger logger, string file, string reason, string aside);
}
