using Microsoft.Win32.SafeHandles;

namespace Ham4db.Client.Cli.Output;

/// <summary>Opens standard output so that a reader who went away is noticed.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>The stream. Into a pipe whose reader has gone it fails, where the console's own would go on in silence for ever.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        try
        {
            var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

            // A file is left to the console: this stream would write where it believes the end to be, although others may write there too.
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No standard output at all; the console says so when something is written.
            return Console.OpenStandardOutput();
        }
    }
}
