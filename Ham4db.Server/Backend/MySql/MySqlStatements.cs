using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>Runs statements in one transaction. Not to be kept after it.</summary>
/// <remarks>A statement that runs is not cancelled, its connection is closed when it takes too long: see <see cref="MySqlDatabase"/>.</remarks>
internal sealed class MySqlStatements(MySqlConnection connection, CommitStage stage)
{
    // Characters, of up to four bytes, and some of them escaped; the smallest packet limit in use is 4 MB.
    private const int MaxBatchSize = 500_000;

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">Built from constants, with the parameters <c>@p1</c>, <c>@p2</c> and so on.</param>
    /// <param name="values">Their values, in order; null stores NULL.</param>
    /// <returns>
    /// For UPDATE and DELETE how many rows it found, changed or not; for INSERT with ON DUPLICATE KEY UPDATE 1 for a new row, else another number.
    /// </returns>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        using var command = Create(sql, values);
        return await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Runs statements in order, in as few round trips as the size of the server's packets allows.</summary>
    public async Task ExecuteAllAsync(IReadOnlyList<MySqlStatement> statements)
    {
        for (var next = 0; next < statements.Count;)
        {
            CheckWaitedFor();
            using var batch = new MySqlBatch(connection);
            var size = 0;
            do
            {
                var command = new MySqlBatchCommand(statements[next].Sql);
                Bind(command.Parameters, statements[next].Values);
                batch.BatchCommands.Add(command);
                size += statements[next++].Size;
            }
            while (next < statements.Count && size + statements[next].Size <= MaxBatchSize);
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>Runs a query and reads each row.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> read, params object?[] values)
    {
        using var command = Create(sql, values);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var rows = new List<T>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private void CheckWaitedFor()
    {
        if (stage.IsAbandoned)
        {
            throw new OperationCanceledException("The transaction took too long, nobody waits for it any more.");
        }
    }

    private MySqlCommand Create(string sql, IReadOnlyList<object?> values)
    {
        CheckWaitedFor();
#pragma warning disable CA2100 // the text is built from constants of this program
        var command = new MySqlCommand(sql, connection);
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
