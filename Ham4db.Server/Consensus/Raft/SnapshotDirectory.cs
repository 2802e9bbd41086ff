using System.Globalization;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>The snapshots of a node: a file is there whole, with a checksum that matches, or it is not there.</summary>
internal sealed class SnapshotDirectory(string directory, ILogger logger)
{
    private const string Extension = ".snapshot";
    private const string Unfinished = ".tmp";

    /// <summary>Removes what was not finished and what is damaged.</summary>
    /// <returns>The good ones, oldest first.</returns>
    /// <exception cref="BackendException">A newer server wrote one; nothing was removed that it needs.</exception>
    public IReadOnlyList<SnapshotFile> Open()
    {
        Directory.CreateDirectory(directory);
        foreach (var left in Directory.EnumerateFiles(directory, "*" + Unfinished))
        {
            File.Delete(left);
        }

        return [.. Directory.EnumerateFiles(directory, "*" + Extension).Select(TryLoad).OfType<SnapshotFile>().OrderBy(file => file.Index)];
    }

    /// <summary>Reads a file back.</summary>
    /// <exception cref="BackendException">It cannot be read.</exception>
    public static (DecidedState State, LogPosition Position) Read(SnapshotFile file)
    {
        try
        {
            return DecidedSnapshot.Read(File.ReadAllBytes(file.Path));
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or NewerSnapshotException)
        {
            throw Unreadable(file.Path, unreadable);
        }
    }

    /// <summary>Writes a file so that a crash at any moment leaves the old ones or the new one too, but never a part of it.</summary>
    public SnapshotFile Write(byte[] bytes, LogPosition position)
    {
        var path = Path.Combine(
            directory, string.Create(CultureInfo.InvariantCulture, $"{position.Index:D20}-{position.Term}{Extension}"));
        var unfinished = path + Unfinished;
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);

        // The log is cut at what is written here: its name must be on disk before entries are off it.
        DirectoryFlush.Flush(directory);
        return new SnapshotFile(path, position, bytes.Length);
    }

    /// <summary>Removes the files before <paramref name="index"/>.</summary>
    public void RemoveBefore(long index)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*" + Extension))
        {
            var name = Path.GetFileName(path);
            if (long.TryParse(name.AsSpan(0, Math.Max(0, name.IndexOf('-'))), CultureInfo.InvariantCulture, out var own) && own < index)
            {
                File.Delete(path);
            }
        }
    }

    private static BackendException Unreadable(string path, Exception why) => new($"The raft snapshot {path} cannot be read. {why.Message}", why);

    private SnapshotFile? TryLoad(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            return new SnapshotFile(path, DecidedSnapshot.Check(bytes), bytes.Length);
        }
        catch (NewerSnapshotException newer)
        {
            throw Unreadable(path, newer);
        }
        catch (InvalidDataException damaged)
        {
            logger.SnapshotDamaged(path, damaged.Message);
            File.Delete(path);
            return null;
        }
    }
}
