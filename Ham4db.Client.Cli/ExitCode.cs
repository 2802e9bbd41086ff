namespace Ham4db.Client.Cli;

/// <summary>What the exit codes of the program mean. Scripts rely on the numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done; also for answers that are "no" or empty.</summary>
    public const int Done = 0;

    /// <summary>The server refused or failed, or the program could not print its answer.</summary>
    public const int Refused = 1;

    /// <summary>The arguments or the settings are wrong; nothing was sent.</summary>
    public const int WrongUsage = 2;

    /// <summary>No node leads; nothing was done.</summary>
    public const int NoLeader = 3;

    /// <summary>A change was sent and no answer came: it may have been made.</summary>
    public const int OutcomeUnknown = 4;

    /// <summary>A read got no answer in time.</summary>
    public const int TimedOut = 5;

    /// <summary>Interrupted by Ctrl-C, as shells number it.</summary>
    public const int Interrupted = 130;

    /// <summary>Who read standard output went away before the end, as shells number it.</summary>
    public const int ReaderGone = 141;

    /// <summary>Told to end by a signal (SIGTERM), as shells number it.</summary>
    public const int Terminated = 143;
}
