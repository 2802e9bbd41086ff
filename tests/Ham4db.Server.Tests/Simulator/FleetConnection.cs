using Ham4db.Simulator;
using MySqlConnector;

namespace Ham4db.Server.Tests.Simulator;

/// <summary>Short ways to ask a simulated instance with the driver that the server uses.</summary>
internal static class FleetConnection
{
    public static MySqlConnectionStringBuilder Settings(this SimulatedInstance instance) => new()
    {
        Server = "127.0.0.1",
        Port = (uint)instance.Port,
        UserID = instance.Options.User,
        Password = instance.Options.Password,
        Pooling = false,
        ConnectionTimeout = 10,
        DefaultCommandTimeout = 10,
    };

    public static async Task<MySqlConnection> OpenAsync(this SimulatedInstance instance)
    {
        var connection = new MySqlConnection(instance.Settings().ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task<object?> ScalarAsync(this SimulatedInstance instance, string sql)
    {
        await using var connection = await instance.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public static async Task<List<Dictionary<string, object?>>> RowsAsync(this SimulatedInstance instance, string sql)
    {
        await using var connection = await instance.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
        }

        return rows;
    }

    public static async Task<Dictionary<string, object?>> RowAsync(this SimulatedInstance instance, string sql)
        => (await instance.RowsAsync(sql)).ShouldHaveSingleItem();

    public static async Task<MySqlException> FailureAsync(this SimulatedInstance instance, string sql)
        => await Should.ThrowAsync<MySqlException>(() => instance.ScalarAsync(sql));
}
