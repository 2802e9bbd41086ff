using Ham4db.Client.Contract;
using Ham4db.Server.Managed;
using MySqlConnector;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>Asks the operator's own queries. Whatever they do, the server has been read by then and stays so.</summary>
internal static class ConfiguredAnswers
{
    /// <summary>Asks <paramref name="queries"/>, as many as possible in one round trip.</summary>
    /// <returns>The replies that came; a query that failed or hung is left out for a minute.</returns>
    public static async Task<ProbeReplies> AskAsync(
        InstanceKey key,
        MySqlConnection connection,
        IReadOnlyList<Statement> queries,
        ServerProfile profile,
        TimeSpan timeout,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var replies = new ProbeReplies();
        try
        {
            await StatementBatch.RunAsync(connection, [.. queries.Where(ConfiguredQueries.CanShare)], timeout, replies.All, cancellationToken);
            foreach (var alone in queries.Where(query => !ConfiguredQueries.CanShare(query)))
            {
                await StatementBatch.RunAsync(connection, [alone], timeout, replies.All, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is MySqlException or InvalidDataException or OperationCanceledException)
        {
            // A query that hangs takes the connection with it, but must not make the server look dead.
            if (queries.FirstOrDefault(query => !replies.WasAnswered(query)) is { } culprit)
            {
                profile.Refuses(culprit);
                logger.ConfiguredQueryFailed(key, culprit.Name, exception.Message);
            }
        }

        foreach (var (statement, _, error) in replies.All)
        {
            if (error is not null)
            {
                profile.Refuses(statement);
                logger.ConfiguredQueryFailed(key, statement.Name, error.Message);
            }
        }

        return replies;
    }
}
