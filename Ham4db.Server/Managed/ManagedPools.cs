using System.Collections.Concurrent;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using MySqlConnector;

namespace Ham4db.Server.Managed;

/// <summary>One small pool of connections for each managed server.</summary>
/// <remarks>A changed configuration gets new pools: user, password and TLS are those in force when a connection is asked for.</remarks>
internal sealed class ManagedPools(ILiveOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<InstanceKey, Pool> _pools = [];

    /// <summary>Servers that have a pool now.</summary>
    public int Count => _pools.Count;

    /// <summary>A connection to <paramref name="key"/>, pooled or new. Dispose it to give it back.</summary>
    /// <exception cref="MySqlException">The server cannot be connected to; <see cref="ServerTrouble"/> has words for it.</exception>
    public async ValueTask<MySqlConnection> OpenAsync(InstanceKey key, CancellationToken cancellationToken)
    {
        var current = options.Current.Managed;
        if (!_pools.TryGetValue(key, out var pool) || !pool.IsFor(current))
        {
            pool = await ReplaceAsync(key, pool, current);
        }

        return await pool.Source.OpenConnectionAsync(cancellationToken);
    }

    /// <summary>Closes the idle connections to <paramref name="key"/>, and those in use when they are given back.</summary>
    public async ValueTask ForgetAsync(InstanceKey key)
    {
        if (_pools.TryRemove(key, out var pool))
        {
            await pool.Source.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var key in _pools.Keys)
        {
            await ForgetAsync(key);
        }
    }

    private async ValueTask<Pool> ReplaceAsync(InstanceKey key, Pool? old, ManagedOptions current)
    {
        var fresh = new Pool(current, new MySqlDataSource(ManagedConnectionString.Build(key, current).ConnectionString));
        var isMine = old is null ? _pools.TryAdd(key, fresh) : _pools.TryUpdate(key, fresh, old);
        if (isMine)
        {
            if (old is not null)
            {
                await old.Source.DisposeAsync();
            }

            return fresh;
        }

        await fresh.Source.DisposeAsync();
        return _pools.TryGetValue(key, out var theirs) ? theirs : await ReplaceAsync(key, null, current);
    }

    private sealed class Pool(ManagedOptions options, MySqlDataSource source)
    {
        public MySqlDataSource Source { get; } = source;

        // The same object is the usual case and cheap to see; equal ones come from a reload that changed nothing here.
        public bool IsFor(ManagedOptions current) => ReferenceEquals(options, current) || options == current;
    }
}
