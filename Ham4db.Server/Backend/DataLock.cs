using System.Globalization;
using System.Text;

namespace Ham4db.Server.Backend;

/// <summary>
/// Keeps a second server off the same data: a lock file that is held open for as long as the process lives. The operating system lets go of
/// it however the process ends, so that a killed server never leaves a lock behind.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private const string OwnMark = " own";

    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Whether what it guards is a server's own: one had it open before, and said so by <see cref="MarkOwn"/>.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file; created when missing, never deleted.</param>
    /// <param name="guarded">What it guards, with the configuration key, for the error message.</param>
    /// <exception cref="BackendException">Another process holds it, or the file cannot be written.</exception>
    public static DataLock Acquire(string path, string guarded)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var before = new StreamReader(file, Encoding.ASCII, leaveOpen: true);
            var taken = new DataLock(file) { IsOwn = before.ReadToEnd().EndsWith(OwnMark, StringComparison.Ordinal) };
            taken.Write();
            return taken;
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

    /// <summary>Keeps it in mind for later starts that what it guards is a server's own.</summary>
    public void MarkOwn()
    {
        if (!IsOwn)
        {
            IsOwn = true;
            Write();
        }
    }

    public void Dispose() => _file.Dispose();

    private void Write()
    {
        _file.SetLength(0);
        _file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + (IsOwn ? OwnMark : string.Empty)));
        _file.Flush();
    }
}
