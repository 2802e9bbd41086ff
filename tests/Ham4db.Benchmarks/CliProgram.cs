using System.Diagnostics;
using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>A client program and the one command it is measured with.</summary>
internal sealed record CliProgram(string Name, string File, string[] Arguments)
{
    /// <summary>Runs the command to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> AnswerAsync(string endpoints, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await RunAsync(File, Arguments, endpoints, cancellationToken);
        return exitCode == 0
            ? output
            : throw new InvalidOperationException($"{File} {string.Join(' ', Arguments)} at {endpoints} ended with exit code {exitCode}: {error}{output}");
    }

    /// <summary>The most memory that the program, or the largest of the programs it starts, had resident.</summary>
    /// <returns>KiB; null where GNU time is not installed.</returns>
    public async Task<long?> PeakMemoryAsync(string endpoints, CancellationToken cancellationToken)
    {
        if (ProgramPath.Find("time") is not { } time)
        {
            return null;
        }

        var (_, _, error) = await RunAsync(time, ["--format", "%M", File, .. Arguments], endpoints, cancellationToken);
        return long.Parse(error.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program, IEnumerable<string> arguments, string endpoints, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HAM4DB_API"] = start.Environment["ORCHESTRATOR_API"] = endpoints;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output, await error);
    }
}
