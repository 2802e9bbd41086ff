using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>
/// The backend database in a SQLite file: one connection, one loop that owns it, and a queue in front. SQLite has one writer at a time
/// anyway; a queue in the process is cheaper and fairer than its busy wait.
/// </summary>
/// <param name="file">The file, as configured.</param>
/// <param name="isOnlyCopy">
/// Whether what was committed is nowhere else. False under raft: then a commit waits for no disk, and a power cut may undo the last ones, in
/// order and each as a whole. That loses nothing. The position in the raft log is part of each transaction, so that the file afterwards says
/// truly how far it got; every entry beyond that is in the raft log, which was flushed before the entry counted as committed, or in a snapshot,
/// which was flushed before the log was cut at it; and a start fills a file that is behind its newest snapshot from that, and applies the log
/// from there on. Killing the process undoes nothing in either case.
/// </param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class SqliteDatabase(string file, bool isOnlyCopy, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int QueueLength = 1_024;

    private Channel<Work> _queue = NewQueue();
    private DataLock? _lock;
    private SqliteConnection? _connection;
    private Task _loop = Task.CompletedTask;
    private volatile bool _takesWrites;

    /// <summary>The file, as configured.</summary>
    public string File { get; } = file;

    /// <summary>Whether what was committed is nowhere else.</summary>
    public bool IsOnlyCopy { get; } = isOnlyCopy;

    /// <summary>Whether the last write was taken; false before the file is open.</summary>
    public bool TakesWrites => _takesWrites;

    /// <summary>Locks, opens, checks and migrates the file, and starts to take work.</summary>
    /// <exception cref="DamagedFileException">What the file holds is not what was written to it.</exception>
    /// <exception cref="BackendException">The file cannot be used; the message says why and what to do.</exception>
    public void Open()
    {
        var path = Path.GetFullPath(File);
        if (Directory.Exists(path))
        {
            throw new BackendException($"SQLite3DataFile {File} is a directory: set it to the path of a file.");
        }

        _lock = Lock(path);
        try
        {
            _connection = Connect(path);
            CheckContent(_connection);
            var steps = SchemaMigrator.Migrate(_connection, File, Migration.All, time.GetUtcNow());
            // From now on somebody may look into the file with a shell; that is waited for a little.
            _connection.DefaultTimeout = 3;
            _lock.MarkOwn();
            logger.Opened(File, steps);
        }
        catch (SqliteException failed)
        {
            var isOwn = _lock.IsOwn;
            Close();
            throw failed.ToBackendException(File, isOwn);
        }
        catch (BackendException)
        {
            Close();
            throw;
        }

        _takesWrites = true;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Moves the file away, with all that belongs to it; the next <see cref="Open"/> begins a new one. Nothing may use it meanwhile.</summary>
    /// <returns>Where it is now.</returns>
    /// <exception cref="BackendException">It cannot be moved.</exception>
    public async Task<string> SetAsideAsync()
    {
        await DisposeAsync();
        var path = Path.GetFullPath(File);
        var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{time.GetUtcNow():yyyyMMddTHHmmssfff}");
        try
        {
            using var held = Lock(path);
            // What was not written back yet first: beside a new file it would be taken for its own.
            foreach (var suffix in (string[])["-wal", "-shm", string.Empty])
            {
                if (System.IO.File.Exists(path + suffix))
                {
                    System.IO.File.Move(path + suffix, aside + suffix);
                }
            }
        }
        catch (Exception failed) when (failed is UnauthorizedAccessException or (IOException and not BackendException))
        {
            throw new BackendException($"SQLite3DataFile {File} is damaged and cannot be moved to {aside} ({failed.Message}): move it away, and start again.", failed);
        }

        _queue = NewQueue();
        return aside;
    }

    /// <summary>Runs <paramref name="work"/> in a transaction of its own, after everything queued before.</summary>
    /// <param name="work">What to do; may run statements, must not keep them.</param>
    /// <param name="committed">Runs after the commit and before the next work, for what must follow the database in order.</param>
    /// <param name="cancellationToken">Ends the wait for a place in the queue; work that has a place is done.</param>
    /// <exception cref="BackendException">The database did not take it, and nothing changed; or it is closed.</exception>
    public async Task<T> RunAsync<T>(Func<StatementCache, T> work, Action<T>? committed, CancellationToken cancellationToken)
    {
        var item = new Work<T>(work, committed);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new BackendException($"SQLite3DataFile {File} is closed: the server is stopping.", closed);
        }

        return await item.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        Close();
    }

    private static Channel<Work> NewQueue() => Channel.CreateBounded<Work>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private DataLock Lock(string path) => DataLock.Acquire(path + ".lock", $"SQLite3DataFile {File}");

    private SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            // A pooled connection would keep the file open after it is disposed.
            Pooling = false,
            // Seconds to wait for another process. Short here: a start on a file that something holds is a mistake.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // FULL: what was answered as decided must outlive a power cut.
            command.CommandText = IsOnlyCopy
                ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    private void CheckContent(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // Not the quick check: an index that contradicts its table lets the file open, and fails a write later, at every start anew.
        command.CommandText = "PRAGMA integrity_check(1)";
        if (command.ExecuteScalar() is string verdict && verdict != "ok")
        {
            throw new DamagedFileException(File, verdict.ReplaceLineEndings(" "));
        }
    }

    private async Task RunAsync()
    {
        using var statements = new StatementCache(_connection!);
        await foreach (var work in _queue.Reader.ReadAllAsync())
        {
            try
            {
                using var transaction = _connection!.BeginTransaction();
                statements.Transaction = transaction;
                work.Run(statements);
                transaction.Commit();
                _takesWrites = true;
                work.Succeed();
            }
            catch (SqliteException failed)
            {
                _takesWrites = false;
                work.Fail(failed.ToBackendException(File, isOwn: true));
            }
#pragma warning disable CA1031 // The top of the loop: one broken piece of work must not end it; its owner gets the exception.
            catch (Exception failed)
            {
                logger.WorkFailed(failed);
                work.Fail(failed);
            }
#pragma warning restore CA1031
            finally
            {
                statements.Transaction = null;
            }
        }
    }

    private void Close()
    {
        _takesWrites = false;
        _connection?.Dispose();
        _connection = null;
        _lock?.Dispose();
        _lock = null;
    }

    private abstract class Work
    {
        public abstract void Run(StatementCache statements);

        public abstract void Succeed();

        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<StatementCache, T> work, Action<T>? committed) : Work
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Completion => _completion.Task;

        public override void Run(StatementCache statements) => _result = work(statements);

        public override void Succeed()
        {
            committed?.Invoke(_result);
            _completion.TrySetResult(_result);
        }

        public override void Fail(Exception failure) => _completion.TrySetException(failure);
    }
}
