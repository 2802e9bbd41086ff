using System.Text;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// The identity of the cluster that this node's log belongs to, so that two clusters that meet by a mistake in a configuration notice it. The
/// leader makes it up once, and tells it with every question how the members are.
/// </summary>
internal sealed class ClusterIdentity(string file)
{
    private readonly Lock _lock = new();
    private volatile string? _id = File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known ? known : null;

    /// <summary>The identity; null while it is not known.</summary>
    public string? Id => _id;

    /// <summary>Takes an identity on, if this node has none.</summary>
    /// <returns>False when it has another one.</returns>
    public bool TryAdopt(string id)
    {
        lock (_lock)
        {
            if (_id is null)
            {
                Write(id);
                _id = id;
            }

            return _id == id;
        }
    }

    private void Write(string id)
    {
        using (var stream = new FileStream(file + ".tmp", FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.ASCII.GetBytes(id));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".tmp", file, overwrite: true);
    }
}
