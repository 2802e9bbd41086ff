namespace Ham4db.Server.Hosting;

/// <summary>Events of start, configuration and stop, 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Ham4db server {Version} listens on {Addresses}")]
    internal static partial void Listens(this ILogger logger, string version, string addresses);

    [LoggerMessage(1002, LogLevel.Critical, "This node ends: {Reason}")]
    internal static partial void NodeEnds(this ILogger logger, string reason);

    [LoggerMessage(1003, LogLevel.Error, "Configuration not read again, the one in force stays: {Reason}")]
    internal static partial void ConfigurationNotReloaded(this ILogger logger, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "--grab-election: {Reason}. This node goes on without; ham4db-client grab-election asks for it again")]
    internal static partial void ElectionNotGrabbed(this ILogger logger, string reason);
}
