using MySqlConnector;

namespace Ham4db.Server.Managed;

/// <summary>Runs several statements in one round trip.</summary>
internal static class StatementBatch
{
    /// <summary>Runs <paramref name="statements"/> in order. One that fails costs one more round trip for those after it, and does not fail them.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="statements">Statements that each return one result.</param>
    /// <param name="timeout">Bounds each round trip; whole seconds, at least one.</param>
    /// <param name="replies">Gets a reply for each statement, as it arrives: what was read stays, should the connection break.</param>
    /// <param name="cancellationToken">Ends it; the connection is closed then.</param>
    /// <exception cref="InvalidDataException">A statement returned no result at all, so that the others cannot be told apart.</exception>
    /// <exception cref="MySqlException">The connection broke or the time ran out. An error of a statement is in its reply instead.</exception>
    public static async Task RunAsync(
        MySqlConnection connection,
        IReadOnlyList<Statement> statements,
        TimeSpan timeout,
        ICollection<StatementReply> replies,
        CancellationToken cancellationToken)
    {
        var next = 0;
        while (next < statements.Count)
        {
            next = await RunFromAsync(connection, statements, next, timeout, replies, cancellationToken);
        }
    }

    private static async Task<int> RunFromAsync(
        MySqlConnection connection,
        IReadOnlyList<Statement> statements,
        int first,
        TimeSpan timeout,
        ICollection<StatementReply> replies,
        CancellationToken cancellationToken)
    {
        using var batch = new MySqlBatch(connection) { Timeout = (int)Math.Max(1, Math.Ceiling(timeout.TotalSeconds)) };
        for (var i = first; i < statements.Count; i++)
        {
            batch.BatchCommands.Add(new MySqlBatchCommand(statements[i].Sql));
        }

        var next = first;
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            do
            {
                replies.Add(new StatementReply(statements[next], await ResultTable.ReadAsync(reader, cancellationToken), null));
                next++;
            }
            while (await reader.NextResultAsync(cancellationToken) && next < statements.Count);
        }
        catch (MySqlException exception) when (ServerTrouble.IsStatementError(exception))
        {
            // The error belongs to the first statement without a result.
            replies.Add(new StatementReply(statements[next], null, exception));
            return next + 1;
        }

        return next == statements.Count
            ? next
            : throw new InvalidDataException($"The server answered {next - first} of {statements.Count - first} statements: one of them returns no rows.");
    }
}
