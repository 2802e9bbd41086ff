using System.Globalization;
using Ham4db.Server.Backend;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>What lies where in <c>RaftDataDir</c>.</summary>
internal sealed class RaftDirectory(string root)
{
    private const string GoStore = "raft_store.db";

    /// <summary>The library's file for term and vote.</summary>
    private const string State = "state";

    /// <summary>The entries.</summary>
    public string Log => Path.Combine(root, "log");

    /// <summary>The snapshots.</summary>
    public string Snapshots => Path.Combine(root, "snapshots");

    /// <summary>Copies of decided states that were replaced since their log was gone.</summary>
    public string Replaced => Path.Combine(root, "replaced");

    /// <summary>The members.</summary>
    public string Members => Path.Combine(root, "members");

    /// <summary>Whether this node was removed from its cluster.</summary>
    public bool IsRemoved => File.Exists(Removed);

    private string Removed => Path.Combine(root, "removed");

    private string Identity => Path.Combine(root, "id");

    /// <summary>Creates the directory where it is missing, and keeps other servers off it.</summary>
    /// <exception cref="BackendException">It cannot be created or written, another server uses it, or it is a Go server's.</exception>
    public DataLock Acquire()
    {
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException($"RaftDataDir {root} cannot be created: {failed.Message}", failed);
        }

        // Their snapshots lie where this server's do, and would be removed with those of a log that is gone.
        return File.Exists(Path.Combine(root, GoStore))
            ? throw new BackendException(
                $"RaftDataDir {root} is that of an orchestrator or ham4db (Go) server (it holds {GoStore}), which is not taken over and is left alone: set it to an empty directory.")
            : DataLock.Acquire(Path.Combine(root, "lock"), $"RaftDataDir {root}");
    }

    /// <summary>Keeps it in mind that this node was removed: what it holds gets old, and its votes are no votes.</summary>
    public void MarkRemoved() => File.WriteAllText(Removed, string.Empty);

    /// <summary>
    /// The identity of this node's log. It changes when the directory was emptied, which tells a database that its position counts in a log
    /// that is gone.
    /// </summary>
    public string ReadOrCreateIdentity(DateTimeOffset now)
    {
        if (File.Exists(Identity) && File.ReadAllText(Identity).Trim() is { Length: > 0 } known)
        {
            return known;
        }

        if (Directory.Exists(Snapshots))
        {
            Directory.Delete(Snapshots, recursive: true);
        }

        SetLogAside(now);
        var created = Guid.NewGuid().ToString("N");
        using (var file = new FileStream(Identity + ".tmp", FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(created));
            file.Flush(flushToDisk: true);
        }

        File.Move(Identity + ".tmp", Identity, overwrite: true);

        // Without its name a power cut would make this node take its log, and what its database holds, for another's.
        DirectoryFlush.Flush(root);
        return created;
    }

    /// <summary>Moves a damaged log out of the way; term and vote stay, so that the node cannot vote twice in a term.</summary>
    /// <returns>Where it is now; null when there was none.</returns>
    public string? SetLogAside(DateTimeOffset now)
    {
        if (!Directory.Exists(Log))
        {
            return null;
        }

        // The file with term and vote never leaves its place, nor is it copied, which a full disk would leave half done: whatever ends the
        // process in between, the node finds it again.
        var aside = string.Create(CultureInfo.InvariantCulture, $"{Log}.damaged-{now:yyyyMMddTHHmmssfff}");
        Directory.CreateDirectory(aside);
        foreach (var path in Directory.EnumerateFileSystemEntries(Log).Where(path => Path.GetFileName(path) != State).ToList())
        {
            Directory.Move(path, Path.Combine(aside, Path.GetFileName(path)));
        }

        DirectoryFlush.Flush(Log);
        return aside;
    }
}
