using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>Runs statements in one transaction. Not to be kept after it.</summary>
internal sealed class MySqlStatements(MySqlConnection connection, MySqlTransaction? transaction, CancellationToken cancellationToken)
{
    /// <summary>Runs a statement.</summary>
    /// <param name="sql">Built from constants, with the parameters <c>@p1</c>, <c>@p2</c> and so on.</param>
    /// <param name="values">Their values, in order; null stores NULL.</param>
    /// <returns>
    /// For UPDATE and DELETE how many rows it found, changed or not; for INSERT with ON DUPLICATE KEY UPDATE 1 for a new row, else another number.
    /// </returns>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        using var command = Create(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs statements in order, in one round trip.</summary>
    public async Task ExecuteAllAsync(IReadOnlyList<MySqlStatement> statements)
    {
        if (statements.Count == 0)
        {
            return;
        }

        using var batch = new MySqlBatch(connection, transaction);
        foreach (var statement in statements)
        {
            var command = new MySqlBatchCommand(statement.Sql);
            Bind(command.Parameters, statement.Values);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a query and reads each row.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> read, params object?[] values)
    {
        using var command = Create(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private MySqlCommand Create(string sql, IReadOnlyList<object?> values)
    {
#pragma warning disable CA2100 // the text is built from constants of this program
        var command = new MySqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
        Bind(command.Parameters, values);
        return command;
    }

    private static void Bind(MySqlParameterCollection parameters, IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            parameters.AddWithValue(MySqlStatement.Parameter(i), values[i] ?? DBNull.Value);
        }
    }
}
