using System.Globalization;
using Ham4db.Testing;
using MySqlConnector;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>Holds every change of what is decided up at a shared database, by a lock on the row that each must lock first, until it is disposed of.</summary>
internal sealed class HeldWrites : IAsyncDisposable
{
    private readonly MariaDbServer _database;
    private readonly MySqlConnection _connection;

    private HeldWrites(MariaDbServer database, MySqlConnection connection)
    {
        _database = database;
        _connection = connection;
    }

    public static async Task<HeldWrites> BeginAsync(MariaDbServer database)
    {
        var connection = new MySqlConnection(database.ConnectionString);
        try
        {
            await connection.OpenAsync();
            using var hold = new MySqlCommand($"START TRANSACTION; SELECT 1 FROM {SharedServers.Database}.command_log_position WHERE anchor = 1 FOR UPDATE", connection);
            await hold.ExecuteNonQueryAsync();
            return new HeldWrites(database, connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a change waits for the lock.</summary>
    public Task WaitForChangeAsync() => Eventually.SeeAsync(
        "a change to wait for the lock",
        token => _database.RowAsync("SHOW STATUS LIKE 'Innodb_row_lock_current_waits'", token),
        waiting => waiting["Value"] is string count && long.Parse(count, CultureInfo.InvariantCulture) > 0);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
