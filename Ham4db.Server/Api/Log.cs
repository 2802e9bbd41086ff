namespace Ham4db.Server.Api;

/// <summary>Events of the HTTP API, 2000 to 2999.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Error, "Request {Endpoint} failed unexpectedly")]
    internal static partial void RequestFailed(this ILogger logger, Exception failure, string endpoint);
}
