using System.Data;
using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>One transaction, begun and ended by ordinary statements, which the driver limits in time as any other.</summary>
/// <remarks>The driver's own transactions begin without a limit, so that one on a server that hangs would keep its connection for ever.</remarks>
internal sealed class LimitedTransaction(MySqlConnection connection, bool isReadOnly, CommitStage stage)
{
    private const string Begin = "START TRANSACTION";
    private const string BeginReadOnly = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
    private const string Commit = "COMMIT";
    private const string Rollback = "ROLLBACK";

    private bool _isCommitted;

    /// <summary>Begins it, does <paramref name="work"/> in it, and commits.</summary>
    /// <exception cref="CommitFailedException">The commit was sent, and the answer did not say that it was refused.</exception>
    /// <exception cref="EndOfStreamException">The connection broke.</exception>
    public async Task<T> RunAsync<T>(Func<MySqlStatements, Task<T>> work)
    {
        try
        {
            await SendAsync(isReadOnly ? BeginReadOnly : Begin);
            var result = await work(new MySqlStatements(connection, stage));
            await CommitAsync();
            _isCommitted = true;
            return result;
        }
        catch (InvalidOperationException broken) when (connection.State != ConnectionState.Open)
        {
            // What the driver says of a connection that broke one statement before.
            throw new EndOfStreamException(broken.Message, broken);
        }
    }

    /// <summary>Rolls back what was not committed; a broken connection needs none, its server does it.</summary>
    /// <returns>Why it may still be open; null when it has ended. A connection on which it may be open must not be used again.</returns>
    public async Task<Exception?> EndAsync()
    {
        if (_isCommitted || connection.State != ConnectionState.Open)
        {
            return null;
        }

        try
        {
            await SendAsync(Rollback);
            return null;
        }
        catch (Exception failed) when (failed is MySqlException or InvalidOperationException || MySqlFailure.IsAway(failed))
        {
            return failed;
        }
    }

    private async Task CommitAsync()
    {
        if (!isReadOnly)
        {
            stage.BeginCommit();
        }

        try
        {
            await SendAsync(Commit);
        }
        catch (Exception failed) when (!isReadOnly && !(failed is MySqlException answer && MySqlFailure.IsConflict(answer, isCommitting: true)))
        {
            throw new CommitFailedException(failed);
        }
    }

    private async Task SendAsync(string statement)
    {
#pragma warning disable CA2100 // one of the constants of this class
        using var command = new MySqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
