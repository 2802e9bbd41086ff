using System.Globalization;
using Ham4db.Testing;
using MySqlConnector;

namespace Ham4db.Benchmarks;

/// <summary>
/// Looks at the lease and the place in the command log of one database, again and again: tokens only grow, and so do renewals within a token and
/// places within a term; and the term of the log is the token in force, which is what fences late changes.
/// </summary>
internal sealed class LeaseWatch : IAsyncDisposable
{
    private const int Kept = 10;
    private const string Look =
        $"""
        SELECT lease.token, lease.renewals, place.term, place.log_index FROM {SharedGround.Database}.leader_lease lease
        JOIN {SharedGround.Database}.command_log_position place ON place.anchor = lease.anchor
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly MariaDbServer _database;
    private readonly bool _mayRunAhead;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _violations = [];
    private readonly Task _running;
    private (long Token, long Renewals, long Term, long Index) _last;

    private LeaseWatch(MariaDbServer database, bool mayRunAhead)
    {
        _database = database;
        _mayRunAhead = mayRunAhead;
        _running = Task.Run(RunAsync);
    }

    /// <summary>How often it was looked at.</summary>
    public long Looks { get; private set; }

    /// <summary>The highest token that was seen.</summary>
    public long Token => _last.Token;

    /// <summary>Begins to watch.</summary>
    /// <param name="database">The database.</param>
    /// <param name="mayRunAhead">Whether the log may be of a later term than the token for a moment.</param>
    public static LeaseWatch Start(MariaDbServer database, bool mayRunAhead) => new(database, mayRunAhead);

    /// <summary>Ends the watch.</summary>
    /// <returns>What must never be seen and was.</returns>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        return _violations;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = new MySqlConnection(_database.ConnectionString);
                await connection.OpenAsync(_stop.Token);
                while (true)
                {
                    await LookAsync(connection);
                    await Task.Delay(Pause, _stop.Token);
                }
            }
            catch (Exception away) when (away is MySqlException or OperationCanceledException or IOException or InvalidOperationException)
            {
                // The database is frozen or gone at this time, has no tables yet, or the watch ends.
                await Task.Delay(Pause);
            }
        }
    }

    private async Task LookAsync(MySqlConnection connection)
    {
        using var command = new MySqlCommand(Look, connection);
        await using var reader = await command.ExecuteReaderAsync(_stop.Token);
        if (await reader.ReadAsync(_stop.Token))
        {
            Looks++;
            Judge((reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
        }
    }

    private void Judge((long Token, long Renewals, long Term, long Index) now)
    {
        if ((now.Token, now.Renewals).CompareTo((_last.Token, _last.Renewals)) < 0 || (now.Term, now.Index).CompareTo((_last.Term, _last.Index)) < 0)
        {
            Violated($"went back from {_last} to {now}");
        }

        // Where a server writes again what it stored, the log runs ahead until the new term begins.
        if (_mayRunAhead ? now.Token > now.Term : now.Token != now.Term)
        {
            Violated($"has the token of one term and the log of another: {now}");
        }

        _last = now;
    }

    private void Violated(string what)
    {
        if (_violations.Count < Kept)
        {
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} the lease at {_database.Address} {what}"));
        }
    }
}
