using System.Globalization;
using MySqlConnector;

namespace Ham4db.Testing;

/// <summary>A real <c>mariadbd</c>, on 127.0.0.1 unless it was given a host, with a binary log and MariaDB GTIDs, its server id being its port.</summary>
public sealed class MariaDbServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new("mariadb");
    private readonly MariaDbPrograms _programs = MariaDbPrograms.Require();
    private readonly bool _readOnly;
    private readonly IReadOnlyList<string> _moreOptions;
    private ChildProcess? _process;

    /// <summary>Prepares a server; <see cref="StartAsync(CancellationToken)"/> starts it.</summary>
    /// <param name="readOnly">Whether it starts with <c>read_only</c>.</param>
    /// <param name="moreOptions">Further command line options, for example <c>--rpl-semi-sync-master-enabled=1</c>.</param>
    /// <exception cref="InvalidOperationException">MariaDB is not installed here.</exception>
    public MariaDbServer(bool readOnly = false, params IReadOnlyList<string> moreOptions)
    {
        _readOnly = readOnly;
        _moreOptions = moreOptions;
        Port = FreePort.Next();
    }

    /// <summary>The TCP port, also the server id.</summary>
    public int Port { get; }

    /// <summary>Variables that the server is started with, beside those of this process; for example those of a <see cref="SteppedClock"/>.</summary>
    public IReadOnlyDictionary<string, string?>? Variables { get; init; }

    /// <summary>The account of the system that the server gives its privileges up for; null when it keeps those of this process.</summary>
    internal string? RunsAs { get; init; }

    /// <summary>The directory that holds everything the server stores.</summary>
    internal TemporaryDirectory Directory => _directory;

    /// <summary>The host that it runs in; null for the one of this process.</summary>
    internal NetworkHost? Host { get; init; }

    /// <summary>The IP address that it listens on.</summary>
    public string HostAddress => Host?.Address.ToString() ?? "127.0.0.1";

    /// <summary><c>127.0.0.1:port</c>, or with the address of its host.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{HostAddress}:{Port}");

    /// <summary>The running process.</summary>
    /// <exception cref="InvalidOperationException">The server was never started.</exception>
    public ChildProcess Process => _process ?? throw new InvalidOperationException($"mariadbd {Address} has not been started.");

    /// <summary>A connection string for <see cref="MariaDbUsers.TopologyUser"/>; unpooled, so that it never meets a dead connection.</summary>
    public string ConnectionString => new MySqlConnectionStringBuilder
    {
        Server = HostAddress,
        Port = (uint)Port,
        UserID = MariaDbUsers.TopologyUser,
        Password = MariaDbUsers.TopologyPassword,
        Pooling = false,
        ConnectionTimeout = 3,
        DefaultCommandTimeout = 10,
    }.ConnectionString;

    /// <summary>Starts the server, on its old data when it ran before, and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message has its last lines.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => StartAsync([], cancellationToken);

    /// <summary>As <see cref="StartAsync(CancellationToken)"/>, with options for this start alone.</summary>
    internal async Task StartAsync(IReadOnlyList<string> startOptions, CancellationToken cancellationToken)
    {
        var process = await LaunchAsync(startOptions, cancellationToken).ConfigureAwait(false);
        await Eventually.SeeAsync(
            $"mariadbd {Address} to answer",
            async token => process.HasExited ? null : await ScalarAsync("SELECT 1", token).ConfigureAwait(false),
            answer => process.HasExited || answer is not null,
            TimeSpan.FromSeconds(60),
            cancellationToken).ConfigureAwait(false);
        if (process.HasExited)
        {
            throw new InvalidOperationException($"mariadbd {Address} ended at its start:{Environment.NewLine}{process.Tail()}");
        }
    }

    /// <summary>Starts the process, on its old data when it ran before, and does not wait for it.</summary>
    internal async Task<ChildProcess> LaunchAsync(IReadOnlyList<string> startOptions, CancellationToken cancellationToken)
    {
        if (_process is { } old)
        {
            await old.DisposeAsync().ConfigureAwait(false);
        }

        var data = _directory.Combine("data");
        if (!System.IO.Directory.Exists(data))
        {
            await MariaDbTemplate.CopyToAsync(data, cancellationToken).ConfigureAwait(false);
            if (RunsAs is { } account)
            {
                await HandOverAsync(account, cancellationToken).ConfigureAwait(false);
            }
        }

        string[] arguments = [.. Arguments(data), .. startOptions];
        var (program, all) = Host?.Inside(_programs.Server, arguments) ?? (_programs.Server, arguments);
        _process = ChildProcess.Start($"mariadbd {Address}", program, all, Variables);
        return _process;
    }

    /// <summary>Makes this server a replica of another, by GTID, and starts replication.</summary>
    public Task ReplicateFromAsync(MariaDbServer source, CancellationToken cancellationToken = default) => ExecuteAsync(
        $"""
        STOP SLAVE;
        CHANGE MASTER TO MASTER_HOST='{source.HostAddress}', MASTER_PORT={source.Port.ToString(CultureInfo.InvariantCulture)},
          MASTER_USER='{MariaDbUsers.ReplicationUser}', MASTER_PASSWORD='{MariaDbUsers.ReplicationPassword}',
          MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1, MASTER_HEARTBEAT_PERIOD=1;
        START SLAVE;
        """,
        cancellationToken);

    /// <summary>Runs statements separated by semicolons.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken = default)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            using var command = new MySqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a query and returns its first cell; null when it has no row or the cell is NULL.</summary>
    public async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken = default)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            using var command = new MySqlCommand(sql, connection);
            var cell = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return cell is DBNull ? null : cell;
        }
    }

    /// <summary>The first row of a query by column name; empty when there is none. NULL is null.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> RowAsync(string sql, CancellationToken cancellationToken = default)
    {
        var rows = await RowsAsync(sql, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? new Dictionary<string, object?>() : rows[0];
    }

    /// <summary>Every row of a query, each as its cells by column name. NULL is null.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> RowsAsync(string sql, CancellationToken cancellationToken = default)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            using var command = new MySqlCommand(sql, connection);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<IReadOnlyDictionary<string, object?>>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(Cells(reader));
                }

                return rows;
            }
        }
    }

    /// <summary>Ends the server at once (<c>kill -9</c>).</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => Process.KillAsync(cancellationToken);

    /// <summary>Shuts the server down in good order.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => Process.StopAsync(TimeSpan.FromSeconds(20), cancellationToken);

    /// <summary>Freezes the server (SIGSTOP): it accepts connections and never answers.</summary>
    public void Suspend() => Process.Suspend();

    /// <summary>Lets a frozen server go on (SIGCONT).</summary>
    public void Resume() => Process.Resume();

    /// <summary>Kills the server and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync().ConfigureAwait(false);
        }

        _directory.Dispose();
    }

    private static Dictionary<string, object?> Cells(MySqlDataReader reader) => Enumerable.Range(0, reader.FieldCount).ToDictionary(
        reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase);

    // The directory above the data must let the account in as well.
    private async Task HandOverAsync(string account, CancellationToken cancellationToken)
    {
        var program = ProgramPath.Find("chown") ?? throw new InvalidOperationException($"chown is not on the PATH: needed to run mariadbd {Address} as {account}.");
        await ChildProcess.RunAsync("chown", program, ["-R", account, _directory.FullPath], cancellationToken).ConfigureAwait(false);
    }

    private async Task<MySqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    private IEnumerable<string> Arguments(string data)
    {
        var port = Port.ToString(CultureInfo.InvariantCulture);
        return
        [
            "--no-defaults", .. RunsAs is null ? MariaDbPrograms.UserArguments : [$"--user={RunsAs}"], $"--datadir={data}", $"--socket={_directory.Combine("s")}", $"--pid-file={_directory.Combine("pid")}",
            $"--bind-address={HostAddress}", $"--port={port}", $"--server-id={port}", $"--report-host={HostAddress}", $"--report-port={port}",
            "--skip-name-resolve", "--log-bin=mysql-bin", "--relay-log=relay-bin", "--log-slave-updates", "--binlog-format=ROW",
            _readOnly ? "--read-only=1" : "--read-only=0", "--slave-net-timeout=2", "--performance-schema=off", "--log-warnings=1",
            "--innodb-log-file-size=4M", "--innodb-buffer-pool-size=8M", "--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0",
            "--key-buffer-size=64K", "--aria-pagecache-buffer-size=1M", "--max-connections=200", .. _moreOptions,
        ];
    }
}
