namespace Ham4db.Client.Cli.Tests;

/// <summary>Runs the program inside this process, with an environment of its own.</summary>
internal static class Cli
{
    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static Task<CliResult> RunAsync(StubNode node, params string[] arguments)
        => RunAsync(new Dictionary<string, string> { ["HAM4DB_API"] = node.Url }, arguments);

    public static async Task<CliResult> RunAsync(
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyList<string> arguments,
        Func<string, string?>? readFile = null,
        TextWriter? output = null,
        CancellationToken interrupted = default)
    {
        using var standardOutput = new StringWriter();
        using var standardError = new StringWriter();
        var shell = new Shell
        {
            Output = output ?? standardOutput,
            Error = standardError,
            Variables = variables,
            ReadFile = readFile ?? (_ => null),
            UserName = "carol",
        };
        var exitCode = await Session.RunAsync(arguments, shell, interrupted);
        return new CliResult(exitCode, standardOutput.ToString(), standardError.ToString());
    }
}

/// <summary>What a run left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
