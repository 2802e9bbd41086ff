using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ham4db.Testing;

/// <summary>Sends Unix signals to processes that this process started.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    private const int NoSuchProcess = 3;

    public static int Suspend => OperatingSystem.IsMacOS() ? 17 : 19;

    public static int Resume => OperatingSystem.IsMacOS() ? 19 : 18;

    public static int HangUp => 1;

    public static int Interrupt => 2;

    /// <summary>Sends a signal; does nothing when the process has ended already.</summary>
    public static void Send(int processId, int signal)
    {
        if (NativeKill(processId, signal) == 0)
        {
            return;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess)
        {
            throw new Win32Exception(error, $"Signal {signal} could not be sent to process {processId}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int processId, int signal);
}
