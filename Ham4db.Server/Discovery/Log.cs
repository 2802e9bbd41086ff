using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>What discovery logs: events 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Found {Instance} ({Version}) in cluster {Cluster}")]
    public static partial void InstanceFound(this ILogger logger, InstanceKey instance, string version, string cluster);

    [LoggerMessage(3002, LogLevel.Warning, "Cannot read an instance: {Reason}")]
    public static partial void InstanceLost(this ILogger logger, string reason);

    [LoggerMessage(3003, LogLevel.Information, "{Instance} can be read again")]
    public static partial void InstanceBack(this ILogger logger, InstanceKey instance);

    [LoggerMessage(3004, LogLevel.Debug, "Probe failed: {Reason}")]
    public static partial void ProbeFailed(this ILogger logger, string reason);

    [LoggerMessage(3005, LogLevel.Debug, "{Instance} does not give {Statement}, which is left empty; asking again in a minute: {Reason}")]
    public static partial void StatementRefused(this ILogger logger, InstanceKey instance, string statement, string reason);

    [LoggerMessage(3006, LogLevel.Debug, "The configured query for {Query} failed on {Instance}; asking again in a minute: {Reason}")]
    public static partial void ConfiguredQueryFailed(this ILogger logger, InstanceKey instance, string query, string reason);

    [LoggerMessage(3007, LogLevel.Debug, "Probing {Instance} afresh, what was remembered of it did not hold: {Reason}")]
    public static partial void ProbeStartsAfresh(this ILogger logger, InstanceKey instance, string reason);

    [LoggerMessage(3008, LogLevel.Debug, "Host name {Host} not resolved by method {Method}, used as it is: {Reason}")]
    public static partial void HostnameNotResolved(this ILogger logger, string host, string method, string reason);

    [LoggerMessage(3009, LogLevel.Information, "Forgot {Instance}: {Reason}")]
    public static partial void InstanceForgotten(this ILogger logger, InstanceKey instance, string reason);

    [LoggerMessage(3010, LogLevel.Information, "Starting with {Count} instances known from before")]
    public static partial void InventoryLoaded(this ILogger logger, int count);

    [LoggerMessage(3011, LogLevel.Error, "What is seen of instances cannot be stored; it is kept in memory and stored when that works again: {Reason}")]
    public static partial void InventoryNotStored(this ILogger logger, string reason);

    [LoggerMessage(3012, LogLevel.Information, "What is seen of instances is stored again, {Count} instances caught up")]
    public static partial void InventoryStoredAgain(this ILogger logger, int count);

    [LoggerMessage(3013, LogLevel.Warning, "The discovery queue is full ({Capacity}): instances wait for a later poll. Raise DiscoveryMaxConcurrency or InstancePollSeconds")]
    public static partial void QueueFull(this ILogger logger, int capacity);

    [LoggerMessage(3014, LogLevel.Error, "The probe of {Instance} broke; it is tried again at the next poll")]
    public static partial void ProbeBroke(this ILogger logger, InstanceKey instance, Exception exception);

    [LoggerMessage(3015, LogLevel.Error, "The poll loop broke; it goes on")]
    public static partial void PollBroke(this ILogger logger, Exception exception);

    [LoggerMessage(3016, LogLevel.Error, "The inventory writer broke; it goes on")]
    public static partial void WriterBroke(this ILogger logger, Exception exception);

    [LoggerMessage(3017, LogLevel.Information, "{Given} calls itself {Own} and is known by that name")]
    public static partial void InstanceRenamed(this ILogger logger, InstanceKey given, InstanceKey own);

    [LoggerMessage(3018, LogLevel.Error, "What the leader has seen cannot be read from the shared database, this server shows what it knew before: {Reason}")]
    internal static partial void InventoryNotFollowed(this ILogger logger, string reason);

    [LoggerMessage(3019, LogLevel.Warning, "The addresses of {Host} are not known, those in the key-value store stay as they are: {Reason}")]
    internal static partial void AddressesNotFound(this ILogger logger, string host, string reason);
}
