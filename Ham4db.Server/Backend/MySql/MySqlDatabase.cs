using Ham4db.Server.Configuration;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>
/// The backend database on a MySQL or MariaDB server. Every call is one transaction that is run again when it loses against another one, and
/// every call is bounded in time: a server that hangs must not hold up its callers for ever.
/// </summary>
/// <remarks>
/// Transactions are REPEATABLE READ: under READ COMMITTED, InnoDB refuses every write on a server with <c>binlog_format=STATEMENT</c>. What
/// rests on what was read must therefore be read first with FOR UPDATE.
/// </remarks>
internal sealed class MySqlDatabase(MySqlBackendOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int MaxAttempts = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private MySqlDataSource? _source;
    private volatile string _serverIdentity = string.Empty;
    private volatile bool _takesWrites;
    private bool _isClosed;

    /// <summary>Raised with the old and the new identity when a new connection came to another server than the last: a proxy or a name leads elsewhere.</summary>
    public event Action<string, string>? ServerChanged;

    /// <summary>The database for people: <c>user@host:port/database</c>.</summary>
    public string Description { get; } = options.ToString();

    /// <summary>Identity of the server that the newest connection is to; empty before the first.</summary>
    public string ServerIdentity => _serverIdentity;

    /// <summary>Whether the last transaction was taken; false before the database is open.</summary>
    public bool TakesWrites => _takesWrites;

    /// <summary>Where the database is.</summary>
    public MySqlBackendOptions Options => options;

    /// <summary>Connects, creates the database where it is missing, and brings its schema up to date.</summary>
    /// <exception cref="BackendException">The database cannot be used; the message says why and what to do.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var steps = await AttemptAsync(
            async (_, token) =>
            {
                await MySqlSchema.CreateDatabaseAsync(options, token);
                await using var connection = await Source().OpenConnectionAsync(token);
                return await MySqlSchema.MigrateAsync(connection, options, MySqlMigration.All, time.GetUtcNow(), token);
            },
            options.ReadTimeout,
            cancellationToken);
        _takesWrites = true;
        logger.Opened(Description, steps);
    }

    /// <summary>Runs <paramref name="work"/> in a transaction, beside others.</summary>
    /// <param name="work">What to do. It is run again from its beginning when the transaction lost against another.</param>
    /// <param name="cancellationToken">Ends it; when the commit had been sent, with an exception that says so.</param>
    /// <exception cref="BackendUnreachableException">The server cannot be reached, does not answer, or takes no writes at this time.</exception>
    /// <exception cref="BackendException">The database did not take it; nothing changed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the commit; nothing changed.</exception>
    public Task<T> RunAsync<T>(Func<MySqlStatements, Task<T>> work, CancellationToken cancellationToken)
        => RunAsync(work, options.ReadTimeout, cancellationToken);

    /// <summary>Runs <paramref name="work"/> in a transaction, beside others.</summary>
    /// <param name="work">What to do. It is run again from its beginning when the transaction lost against another.</param>
    /// <param name="limit">How long it may take; then the server counts as one that does not answer.</param>
    /// <param name="cancellationToken">Ends it; when the commit had been sent, with an exception that says so.</param>
    /// <inheritdoc cref="RunAsync{T}(Func{MySqlStatements, Task{T}}, CancellationToken)" path="/exception"/>
    public Task<T> RunAsync<T>(Func<MySqlStatements, Task<T>> work, TimeSpan limit, CancellationToken cancellationToken)
        => RetryAsync(work, isReadOnly: false, limit, cancellationToken);

    /// <summary>Runs <paramref name="work"/> in a transaction, after those of the same kind that came before.</summary>
    /// <param name="work">What to do. It is run again from its beginning when the transaction lost against another.</param>
    /// <param name="committed">Runs after the commit and before the next one's work, for what must follow the database in order.</param>
    /// <param name="cancellationToken">Ends it; when the commit had been sent, with an exception that says so.</param>
    /// <inheritdoc cref="RunAsync{T}(Func{MySqlStatements, Task{T}}, CancellationToken)" path="/exception"/>
    public async Task<T> RunAsync<T>(Func<MySqlStatements, Task<T>> work, Action<T> committed, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var result = await RetryAsync(work, isReadOnly: false, options.ReadTimeout, cancellationToken);
            committed(result);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs queries that all see the database as of one moment, beside everything else.</summary>
    /// <inheritdoc cref="RunAsync{T}(Func{MySqlStatements, Task{T}}, CancellationToken)" path="/exception"/>
    public Task<T> ReadAsync<T>(Func<MySqlStatements, Task<T>> work, CancellationToken cancellationToken)
        => RetryAsync(work, isReadOnly: true, options.ReadTimeout, cancellationToken);

    /// <summary>Closes every connection: those in use when their call ends. The next call connects anew.</summary>
    public async ValueTask DropConnectionsAsync()
    {
        MySqlDataSource? dropped;
        lock (_gate)
        {
            (dropped, _source) = (_source, null);
        }

        if (dropped is not null)
        {
            await dropped.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _takesWrites = false;
        lock (_gate)
        {
            _isClosed = true;
        }

        await DropConnectionsAsync();
    }

    private async ValueTask DropAsync(MySqlDataSource source)
    {
        lock (_gate)
        {
            _source = _source == source ? null : _source;
        }

        await source.DisposeAsync();
    }

    private async Task<T> RetryAsync<T>(Func<MySqlStatements, Task<T>> work, bool isReadOnly, TimeSpan limit, CancellationToken cancellationToken)
    {
        var result = await AttemptAsync((stage, token) => TransactAsync(work, isReadOnly, stage, token), limit, cancellationToken);
        _takesWrites |= !isReadOnly;
        return result;
    }

    private async Task<T> AttemptAsync<T>(Func<CommitStage, CancellationToken, Task<T>> once, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var stage = new CommitStage();
            try
            {
                await PauseAsync(attempt - 1, both.Token);
                return await WaitAsync(once(stage, both.Token), both.Token);
            }
            catch (MySqlException lost) when (MySqlFailure.IsConflict(lost, isCommitting: false) && attempt < MaxAttempts)
            {
                logger.TransactionLost(lost.Number, attempt);
            }
            catch (CommitFailedException commit)
            {
                throw await AwayAsync(commit.InnerException!, outcomeUnknown: true);
            }
            catch (Exception failed) when (MySqlFailure.IsAway(failed))
            {
                throw await AwayAsync(failed, outcomeUnknown: false);
            }
            catch (MySqlException refused)
            {
                _takesWrites = false;
                throw new BackendException(MySqlFailure.Describe(options, refused), refused);
            }
            catch (OperationCanceledException silent) when (both.IsCancellationRequested)
            {
                var isUndone = stage.TryAbandon();
                if (isUndone && cancellationToken.IsCancellationRequested)
                {
                    throw;
                }

                throw await AwayAsync(silent, outcomeUnknown: !isUndone);
            }
        }
    }

    // The driver's own way to cancel asks the server for it, over a new connection. A server that hangs answers neither, and the caller waits.
    private async Task<T> WaitAsync<T>(Task<T> running, CancellationToken cancellationToken)
    {
        try
        {
            return await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (running.IsCompletedSuccessfully)
            {
                return await running;
            }

            _ = ObserveAsync(running);
            throw;
        }
    }

    private async Task ObserveAsync(Task abandoned)
    {
        try
        {
            await abandoned;
        }
#pragma warning disable CA1031 // Whoever asked has been told; the rest is for the log.
        catch (Exception late)
        {
            logger.AbandonedEnded(late.Message);
        }
#pragma warning restore CA1031
    }

    private async Task<T> TransactAsync<T>(Func<MySqlStatements, Task<T>> work, bool isReadOnly, CommitStage stage, CancellationToken cancellationToken)
    {
        var source = Source();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var transaction = new LimitedTransaction(connection, isReadOnly, stage);
        try
        {
            return await transaction.RunAsync(work);
        }
        finally
        {
            if (await transaction.EndAsync() is { } mayBeOpen)
            {
                // What counts is why the transaction failed. The pool must not hand out a connection in a transaction; the server rolls back
                // what has lost its connection.
                logger.AbandonedEnded(mayBeOpen.Message);
                await DropAsync(source);
            }
        }
    }

    private async Task<BackendUnreachableException> AwayAsync(Exception failure, bool outcomeUnknown)
    {
        _takesWrites = false;
        // The other connections of the pool are to the same server, or through the same proxy: none of them is to be trusted.
        await DropConnectionsAsync();
        return new BackendUnreachableException(MySqlFailure.Describe(options, failure), outcomeUnknown, failure);
    }

    private Task PauseAsync(int losses, CancellationToken cancellationToken)
    {
        if (losses == 0)
        {
            return Task.CompletedTask;
        }

        var longest = FirstPause * Math.Pow(2, losses - 1);
        longest = longest < LongestPause ? longest : LongestPause;
        // Two that met must not meet again.
        return Task.Delay(longest * (0.5 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
    }

    private MySqlDataSource Source()
    {
        lock (_gate)
        {
            return _isClosed ? throw new BackendException($"The backend database {options} is closed: the server is stopping.")
                : _source ??= new MySqlDataSourceBuilder(MySqlConnectionText.Build(options).ConnectionString)
                    .UseConnectionOpenedCallback((context, token) => context.Conditions.HasFlag(MySqlConnectionOpenedConditions.New) ? NewAsync(context.Connection, token) : default)
                    .Build();
        }
    }

    private async ValueTask NewAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var identity = await MySqlSession.PrepareAsync(connection, cancellationToken);
        string before;
        lock (_gate)
        {
            (before, _serverIdentity) = (_serverIdentity, identity);
        }

        if (before.Length > 0 && before != identity)
        {
            logger.ServerChanged(Description, before, identity);
            ServerChanged?.Invoke(before, identity);
        }
    }
}
