using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ham4db.Samples.DeployGate;

/// <summary>Runs the command, with the gate's own input and output.</summary>
internal static class DeployCommand
{
    private const int Terminate = 15;

    /// <summary>Runs it to its end. A signal that ends the gate ends the command first: asked to, and after the grace killed with all its children.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="grace">How long it may take to end after a signal.</param>
    /// <param name="interruption">The signals.</param>
    /// <returns>Its exit code; 128 + n after signal n.</returns>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> command, TimeSpan grace, Interruption interruption)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false })
            ?? throw new Win32Exception($"{command[0]} was not started");
        try
        {
            await process.WaitForExitAsync(interruption.Token);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process, grace, interruption);
        }

        return process.ExitCode;
    }

    private static async Task EndAsync(Process process, TimeSpan grace, Interruption interruption)
    {
        // A Ctrl-C at a terminal has reached the command as well; the other signals were for the gate alone.
        if (interruption.Signal != PosixSignal.SIGINT && !OperatingSystem.IsWindows())
        {
            _ = Kill(process.Id, Terminate);
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(grace);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
