namespace Ham4db.Samples.Automation;

/// <summary>What the service logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Endpoint} leads in term {Term}")]
    public static partial void Leads(this ILogger logger, Uri endpoint, long term);

    [LoggerMessage(2, LogLevel.Information, "Watching for recoveries; {Count} are on record")]
    public static partial void Watching(this ILogger logger, int count);

    [LoggerMessage(3, LogLevel.Warning, "{Text}")]
    public static partial void Happened(this ILogger logger, string text);

    [LoggerMessage(4, LogLevel.Error, "Asked for recoveries in vain; the next look asks again: {Reason}")]
    public static partial void NotAnswered(this ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Information, "The hook ended with exit code {ExitCode} for: {Text}")]
    public static partial void HookEnded(this ILogger logger, int exitCode, string text);

    [LoggerMessage(6, LogLevel.Error, "The hook {Program} could not be started for: {Text}: {Reason}")]
    public static partial void HookNotStarted(this ILogger logger, string program, string text, string reason);

    [LoggerMessage(7, LogLevel.Error, "The hook was killed after {Limit}, for: {Text}")]
    public static partial void HookKilled(this ILogger logger, TimeSpan limit, string text);

    [LoggerMessage(8, LogLevel.Error, "No hook will run for: {Text}: {Most} are waiting already, or the service stops")]
    public static partial void Dropped(this ILogger logger, string text, int most);
}
