using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>
/// Runs the program with an environment of its own: inside this process, or, when <c>HAM4DB_CLIENT_BINARY</c> names a published program, that one
/// as a process. So every test of this kind holds for both.
/// </summary>
internal static class Cli
{
    /// <summary>The trait of tests that a published program has no part in, and its value.</summary>
    public const string Runs = "Runs", Here = "here";

    /// <summary>Who runs the program.</summary>
    public static string UserName => Environment.UserName;

    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static Task<CliResult> RunAsync(StubNode node, params string[] arguments)
        => RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url }, arguments);

    /// <param name="variables">The whole environment.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="readFile">Files instead of this machine's. Only inside this process.</param>
    /// <param name="output">Standard output. Only inside this process.</param>
    /// <param name="surround">Changes what surrounds the program. Only inside this process.</param>
    /// <param name="interrupted">Cancelled for a Ctrl-C.</param>
    public static Task<CliResult> RunAsync(
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyList<string> arguments,
        Func<string, string?>? readFile = null,
        TextWriter? output = null,
        Func<Shell, Shell>? surround = null,
        CancellationToken interrupted = default)
        => ClientProgram.Published is { } binary && readFile is null && output is null && surround is null
            ? CliBinary.RunAsync(binary, variables, arguments, interrupted)
            : RunHereAsync(variables, arguments, readFile, output, surround, interrupted);

    private static async Task<CliResult> RunHereAsync(
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyList<string> arguments,
        Func<string, string?>? readFile,
        TextWriter? output,
        Func<Shell, Shell>? surround,
        CancellationToken interrupted)
    {
        using var standardOutput = new StringWriter();
        using var standardError = new StringWriter();
        var shell = new Shell
        {
            Output = output ?? standardOutput,
            Error = standardError,
            Variables = variables,
            ReadFile = readFile ?? (_ => null),
            UserName = UserName,
        };
        var exitCode = await Session.RunAsync(arguments, surround?.Invoke(shell) ?? shell, interrupted);
        return new CliResult(exitCode, standardOutput.ToString(), standardError.ToString());
    }
}

/// <summary>What a run left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
