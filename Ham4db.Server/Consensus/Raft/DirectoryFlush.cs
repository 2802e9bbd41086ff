using System.Runtime.InteropServices;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Brings the names in a directory to disk: flushing a new file keeps its content, not that it exists.</summary>
internal static partial class DirectoryFlush
{
    /// <summary>Flushes a directory. On Windows the file system does so by itself.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(directory, 0);
        if (descriptor < 0)
        {
            throw Failed(directory);
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw Failed(directory);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string directory)
        => new($"The directory {directory} could not be flushed to disk: {Marshal.GetLastPInvokeErrorMessage()}");

    // Read only is zero on every Unix.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
