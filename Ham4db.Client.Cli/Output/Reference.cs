using System.Globalization;

namespace Ham4db.Client.Cli.Output;

/// <summary>What help and the manual page tell besides commands and options.</summary>
internal static class Reference
{
    /// <summary>The variables of the environment, by the first of their names.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Variables { get; } =
    [
        ("HAM4DB_API", "endpoints of all nodes, separated by spaces; default http://localhost:3000"),
        ("HAM4DB_INSTANCE", "instance, when -i is not given"),
        ("HAM4DB_AUTH_USER, HAM4DB_AUTH_PASSWORD", "basic authentication"),
        ("HAM4DB_AUTH_USER_HEADER", "Name:value, sent as a header"),
        ("HAM4DB_CONTEXT", "name of the context to use, when --context is not given; see contexts"),
    ];

    /// <summary>The exit codes.</summary>
    public static IReadOnlyList<(string Code, string Meaning)> ExitCodes { get; } =
    [
        (Code(ExitCode.Done), "done; also for answers that are \"no\" or empty"),
        (Code(ExitCode.Refused), "the server refused or failed"),
        (Code(ExitCode.WrongUsage), "wrong usage or settings; nothing was sent"),
        (Code(ExitCode.NoLeader), "no node leads; nothing was done"),
        (Code(ExitCode.OutcomeUnknown), "outcome unknown: the change may have been made, look before you repeat it"),
        (Code(ExitCode.TimedOut), "timed out"),
        (Code(ExitCode.Interrupted), "interrupted"),
        (Code(ExitCode.ReaderGone), "who read the output went away before its end"),
        (Code(ExitCode.Terminated), "ended by a signal"),
    ];

    private static string Code(int code) => code.ToString(CultureInfo.InvariantCulture);
}
