using Microsoft.Extensions.Logging.Console;

namespace Ham4db.Server.Hosting;

/// <summary>The log: one line an event on standard output, with the time in UTC.</summary>
internal static class ConsoleLog
{
    /// <summary>Registers it.</summary>
    public static void AddConsoleLog(this ILoggingBuilder logging, bool debug)
        => logging
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            })
            .SetMinimumLevel(debug ? LogLevel.Debug : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)

            // It logs a failed start with its stack; the last line on the error stream says it better.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
}
