using System.Globalization;
using System.Text;

namespace Ham4db.Server.Backend;

/// <summary>
/// Keeps a second server off the same data: a lock file that is held open for as long as the process lives. The operating system lets go of
/// it however the process ends, so that a killed server never leaves a lock behind.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file; created when missing, never deleted.</param>
    /// <param name="guarded">What it guards, with the configuration key, for the error message.</param>
    /// <exception cref="BackendException">Another process holds it, or the file cannot be written.</exception>
    public static DataLock Acquire(string path, string guarded)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new DataLock(file);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new BackendException(
                $"{guarded} cannot be written: no permission to create {path}; give the server's user write access to that directory.", denied);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new BackendException($"{guarded} cannot be used: its directory {Path.GetDirectoryName(path)} does not exist; create it.", missing);
        }
        catch (IOException held) when (File.Exists(path))
        {
            throw new BackendException(
                $"{guarded} is in use by another process (it holds {path}); stop that server, or give this one a place of its own.", held);
        }
        catch (IOException failed)
        {
            throw new BackendException($"{guarded} cannot be written: {failed.Message}", failed);
        }
    }

    public void Dispose() => _file.Dispose();
}
