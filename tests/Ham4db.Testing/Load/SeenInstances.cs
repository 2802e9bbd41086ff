using System.Data.Common;

namespace Ham4db.Testing;

/// <summary>Which instances a node has seen itself, read from its own backend: over HTTP the leader answers in its place.</summary>
public static class SeenInstances
{
    /// <summary>Reads the ports of the instances that the node has probed with success.</summary>
    /// <exception cref="DbException">The backend cannot be read, or has no tables yet.</exception>
    public static async Task<IReadOnlyList<int>> PortsAsync(ServerProcess node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        var connection = DecidedRows.Connect(node);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await DecidedRows.QueryAsync(
                connection, "SELECT port FROM instance WHERE last_seen IS NOT NULL", row => row.GetInt32(0), cancellationToken).ConfigureAwait(false);
        }
    }
}
