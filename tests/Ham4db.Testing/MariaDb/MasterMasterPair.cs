using System.Globalization;

namespace Ham4db.Testing;

/// <summary>Two real servers on 127.0.0.1, each a replica of the other by statements, that lose nothing they have committed when they are killed.</summary>
public sealed class MasterMasterPair : IAsyncDisposable
{
    private MasterMasterPair(IReadOnlyList<string> moreOptions)
        => Servers = [.. Enumerable.Range(1, 2).Select(side => new MariaDbServer(readOnly: false, [.. Options(side), .. moreOptions]))];

    /// <summary>Both sides.</summary>
    public IReadOnlyList<MariaDbServer> Servers { get; }

    /// <summary>Starts both and waits until each replicates from the other.</summary>
    /// <param name="moreOptions">Further command line options of both.</param>
    /// <param name="cancellationToken">Ends the start; what was started is taken down.</param>
    /// <exception cref="InvalidOperationException">MariaDB is not installed here, or a server did not start.</exception>
    public static async Task<MasterMasterPair> StartAsync(IReadOnlyList<string>? moreOptions = null, CancellationToken cancellationToken = default)
    {
        var pair = new MasterMasterPair(moreOptions ?? []);
        try
        {
            await Task.WhenAll(pair.Servers.Select(server => server.StartAsync(cancellationToken))).ConfigureAwait(false);
            await pair.Servers[0].ReplicateFromAsync(pair.Servers[1], cancellationToken).ConfigureAwait(false);
            await pair.Servers[1].ReplicateFromAsync(pair.Servers[0], cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(pair.Servers.Select(server => server.WaitUntilReplicatingAsync(cancellationToken))).ConfigureAwait(false);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends a side at once (<c>kill -9</c>).</summary>
    public Task KillAsync(int side, CancellationToken cancellationToken = default) => Servers[side].KillAsync(cancellationToken);

    /// <summary>Starts a side that has ended; its replication goes on by itself.</summary>
    public Task RestartAsync(int side, CancellationToken cancellationToken = default) => Servers[side].StartAsync(cancellationToken);

    /// <summary>What keeps the sides from replicating; empty when all four threads run.</summary>
    public async Task<IReadOnlyList<string>> ReplicationErrorsAsync(CancellationToken cancellationToken = default)
    {
        var errors = new List<string>();
        foreach (var server in Servers)
        {
            var status = await server.RowAsync("SHOW SLAVE STATUS", cancellationToken).ConfigureAwait(false);
            if (status.GetValueOrDefault("Slave_IO_Running") is not "Yes" || status.GetValueOrDefault("Slave_SQL_Running") is not "Yes")
            {
                errors.Add(
                    $"{server.Address}: reading {status.GetValueOrDefault("Slave_IO_Running")} ({status.GetValueOrDefault("Last_IO_Error")}), "
                    + $"applying {status.GetValueOrDefault("Slave_SQL_Running")} ({status.GetValueOrDefault("Last_SQL_Error")})");
            }
        }

        return errors;
    }

    /// <summary>Waits until each side has applied all that the other has; nobody may write meanwhile.</summary>
    /// <exception cref="TimeoutException">They do not; the message has positions and errors.</exception>
    public Task WaitForCaughtUpAsync(TimeSpan? within = null, CancellationToken cancellationToken = default) => Eventually.SeeAsync(
        "both sides to have the same transactions",
        DifferenceAsync,
        seen => seen.Length == 0,
        within ?? TimeSpan.FromSeconds(60),
        cancellationToken);

    /// <summary>Every row of every table of a database on one side, as text, sorted: equal on both sides when they have converged.</summary>
    public async Task<IReadOnlyList<string>> DumpRowsAsync(int side, string database, CancellationToken cancellationToken = default)
    {
        var server = Servers[side];
        var tables = await server.RowsAsync(
            $"SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '{database}' AND table_type = 'BASE TABLE'",
            cancellationToken).ConfigureAwait(false);
        var lines = new List<string>();
        foreach (var table in tables.Select(row => (string)row["name"]!))
        {
            var rows = await server.RowsAsync($"SELECT * FROM `{database}`.`{table}`", cancellationToken).ConfigureAwait(false);
            lines.AddRange(rows.Select(row => $"{table}: {string.Join(", ", row.Select(cell => $"{cell.Key}={Text(cell.Value)}"))}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Kills both and removes their files.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What one side has and the other has not, or what stops them; empty when they are equal and replicate.</summary>
    private async Task<string> DifferenceAsync(CancellationToken cancellationToken)
    {
        var errors = await ReplicationErrorsAsync(cancellationToken).ConfigureAwait(false);
        var positions = await Task.WhenAll(Servers.Select(server => PositionAsync(server, cancellationToken))).ConfigureAwait(false);
        return string.Join("; ", positions[0] == positions[1] ? errors : [$"{positions[0]} and {positions[1]}", .. errors]);
    }

    private static string Text(object? cell) => cell switch
    {
        null => "NULL",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };

    private static async Task<string> PositionAsync(MariaDbServer server, CancellationToken cancellationToken)
    {
        var position = (string?)await server.ScalarAsync("SELECT @@gtid_binlog_state", cancellationToken).ConfigureAwait(false) ?? string.Empty;
        return string.Join(',', position.Split(',').Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Options(int side)
        => SampleFile.ReadOptions($"semi-ha/db{side}.cnf", new Dictionary<string, string> { [$"10.0.1.{side}"] = "127.0.0.1" });
}
