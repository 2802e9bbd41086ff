namespace Ham4db.Server.Configuration;

/// <summary>The log messages about configuration, 7000 to 7999.</summary>
internal static partial class Log
{
    /// <summary>Tells how the configuration was read: files, warnings, and keys without effect.</summary>
    public static void ConfigurationRead(this ILogger logger, IReadOnlyCollection<string> files, LoadedConfiguration loaded)
    {
        if (files.Count == 0)
        {
            logger.RunsOnDefaults();
        }
        else
        {
            logger.ReadFrom(string.Join(", ", files));
        }

        foreach (var warning in loaded.Warnings)
        {
            logger.Doubtful(warning);
        }

        foreach (var key in loaded.Ignored)
        {
            logger.Unused(key);
        }
    }

    [LoggerMessage(7000, LogLevel.Information, "Configuration read from {Files}")]
    private static partial void ReadFrom(this ILogger logger, string files);

    [LoggerMessage(7001, LogLevel.Information, "No configuration file found: running on defaults")]
    private static partial void RunsOnDefaults(this ILogger logger);

    [LoggerMessage(7002, LogLevel.Warning, "Configuration: {Warning}")]
    private static partial void Doubtful(this ILogger logger, string warning);

    [LoggerMessage(7003, LogLevel.Debug, "{Key} has no effect in this version")]
    private static partial void Unused(this ILogger logger, string key);
}
