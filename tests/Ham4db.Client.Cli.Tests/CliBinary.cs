using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Ham4db.Testing;

namespace Ham4db.Client.Cli.Tests;

/// <summary>Runs a published program as a process and keeps every byte it prints.</summary>
internal static class CliBinary
{
    private const int Interrupt = 2;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task<CliResult> RunAsync(
        string binary, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> arguments, CancellationToken interrupted)
    {
        var command = IgnoredSignals.Heeded(binary, arguments);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{binary} could not be started.");
        try
        {
            process.StandardInput.Close();
            using var onInterrupt = interrupted.Register(() => _ = Kill(process.Id, Interrupt));
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Longest, CancellationToken.None);
            return new CliResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
