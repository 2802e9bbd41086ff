namespace Ham4db.Testing;

/// <summary>Runs <c>ham4db-client</c> as a process.</summary>
public static class CliProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs one command to its end. <c>HAM4DB_*</c> variables of this process are not passed on.</summary>
    /// <param name="api">The value of <c>HAM4DB_API</c>; null leaves it unset.</param>
    /// <param name="arguments">The command's arguments.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="TimeoutException">The command did not end within a minute.</exception>
    public static async Task<CliResult> RunAsync(
        string? api,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellationToken = default)
    {
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("HAM4DB_", StringComparison.Ordinal) || name.StartsWith("ORCHESTRATOR_", StringComparison.Ordinal))
            .ToDictionary(name => name, string? (_) => null);
        variables["HAM4DB_API"] = api;
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            variables[name] = value;
        }

        var (program, all) = ClientProgram.Command(arguments);
        var process = ChildProcess.Start("ham4db-client", program, all, variables);
        await using (process.ConfigureAwait(false))
        {
            var exitCode = await process.WaitForExitAsync(cancellationToken).WaitAsync(Limit, cancellationToken).ConfigureAwait(false);
            return new CliResult(exitCode, string.Join('\n', process.Output), string.Join('\n', process.Errors));
        }
    }
}
