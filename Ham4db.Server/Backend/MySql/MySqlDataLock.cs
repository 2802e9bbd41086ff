using Ham4db.Server.Configuration;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>
/// Keeps a second server off the database of one node: a named lock of the database server, held by a connection of its own. The server lets go
/// of it however the process ends. It is the clear word at start; that a server which lost the lock unnoticed writes nothing is the ledger's work.
/// </summary>
internal sealed class MySqlDataLock(MySqlBackendOptions options) : IAsyncDisposable
{
    private const string Name = "CONCAT('ham4db-node-', LEFT(SHA2(DATABASE(), 256), 40))";
    private const string Take = $"SELECT GET_LOCK({Name}, 1)";
    private const string LookWhose = $"SELECT IS_USED_LOCK({Name})";
    private const string Look = $"SELECT IS_USED_LOCK({Name}) = CONNECTION_ID()";

    // Of a node that went away without a word: its own next connection must not find the lock held by the last one for long.
    private const string Expire = "SET SESSION wait_timeout = 10";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private MySqlConnection? _holder;
    private bool _isUnsupported;

    /// <summary>Takes the lock, or makes sure that it is still held; takes it again when its connection broke.</summary>
    /// <exception cref="BackendUnreachableException">The server does not answer.</exception>
    /// <exception cref="BackendException">Another server holds it, or the database server refuses.</exception>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_isUnsupported && !await IsHeldAsync())
            {
                await TakeAsync(cancellationToken);
            }
        }
        catch (Exception failed) when (MySqlFailure.IsAway(failed))
        {
            throw new BackendUnreachableException(MySqlFailure.Describe(options, failed), outcomeUnknown: false, failed);
        }
        catch (MySqlException refused)
        {
            throw new BackendException(MySqlFailure.Describe(options, refused), refused);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes sure that no node has the database for itself: for servers that share one.</summary>
    /// <exception cref="BackendUnreachableException">The server does not answer.</exception>
    /// <exception cref="BackendException">A node has it, or the database server refuses.</exception>
    public async Task RequireFreeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new MySqlConnection(Settings().ConnectionString);
            await connection.OpenAsync(cancellationToken);
            using var look = new MySqlCommand(LookWhose, connection);
            if (await look.ExecuteScalarAsync(cancellationToken) is not DBNull)
            {
                throw new BackendException(
                    $"The backend database {options} belongs to a raft node that runs: set {BackendSettings.MySqlDatabase} to the database that these servers share, or RaftEnabled to true.");
            }
        }
        catch (MySqlException unknown) when (MySqlFailure.IsNotSupported(unknown))
        {
            // Galera has no such locks, so that a node holds none there.
        }
        catch (Exception failed) when (MySqlFailure.IsAway(failed))
        {
            throw new BackendUnreachableException(MySqlFailure.Describe(options, failed), outcomeUnknown: false, failed);
        }
        catch (MySqlException refused)
        {
            throw new BackendException(MySqlFailure.Describe(options, refused), refused);
        }
    }

    public async ValueTask DisposeAsync() => await LetGoAsync();

    private async Task<bool> IsHeldAsync()
    {
        if (_holder is null)
        {
            return false;
        }

        try
        {
            using var look = new MySqlCommand(Look, _holder);
            return await look.ExecuteScalarAsync(CancellationToken.None) is 1 or 1L;
        }
        catch (Exception broken) when (MySqlFailure.IsAway(broken) || broken is InvalidOperationException)
        {
            return false;
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        await LetGoAsync();
        _holder = new MySqlConnection(Settings().ConnectionString);
        await _holder.OpenAsync(cancellationToken);
        using var expire = new MySqlCommand(Expire, _holder);
        await expire.ExecuteNonQueryAsync(CancellationToken.None);
        try
        {
            using var take = new MySqlCommand(Take, _holder);
            if (await take.ExecuteScalarAsync(CancellationToken.None) is 1 or 1L)
            {
                return;
            }
        }
        catch (MySqlException unknown) when (MySqlFailure.IsNotSupported(unknown))
        {
            // Galera has no such locks. The ledger alone keeps two writers apart there.
            _isUnsupported = true;
            await LetGoAsync();
            return;
        }

        await LetGoAsync();
        throw new BackendException(
            $"The backend database {options} is in use by another ham4db-server: stop that one, or set {BackendSettings.MySqlDatabase} to a database of this node's own.");
    }

    private MySqlConnectionStringBuilder Settings()
    {
        var settings = MySqlConnectionText.Build(options);
        settings.Pooling = false;
        // A server that hangs is left after this time; the driver closes the connection.
        settings.DefaultCommandTimeout = settings.ConnectionTimeout + 1;
        return settings;
    }

    private async Task LetGoAsync()
    {
        if (_holder is { } held)
        {
            _holder = null;
            try
            {
                await held.DisposeAsync();
            }
            catch (Exception broken) when (MySqlFailure.IsAway(broken))
            {
                // It is closed all the same.
            }
        }
    }
}
