using MySqlConnector;

namespace Ham4db.Server.Backend.MySql;

/// <summary>The place in the command log that the tables are at: written in the same transaction as what a command changes.</summary>
/// <param name="LogId">Identity of the log; null before the first.</param>
/// <param name="Position">The last applied entry.</param>
/// <param name="CommandId">The command of that entry; empty when it was none.</param>
internal sealed record MySqlPosition(string? LogId, LogPosition Position, Guid CommandId)
{
    private const string Columns = "log_id, log_index, term, command_id";
    private const string Table = "command_log_position WHERE anchor = 1";

    private static readonly MySqlRows Rows = new("command_log_position", ["anchor"], ["log_id", "log_index", "term", "command_id"]);

    /// <summary>Nothing applied, in no log.</summary>
    public static MySqlPosition None { get; } = new(null, LogPosition.Start, Guid.Empty);

    /// <summary>Stamp of the rows that the command at this place writes.</summary>
    public string Stamp => MySql.Stamp.Of(Position.Term, Position.Index, CommandId);

    /// <summary>Reads it.</summary>
    /// <param name="statements">The transaction.</param>
    /// <param name="isLocked">Whether to keep others from changing it until the transaction ends.</param>
    public static async Task<MySqlPosition> ReadAsync(MySqlStatements statements, bool isLocked = false)
        => (await statements.QueryAsync(
                $"SELECT {Columns} FROM {Table}{(isLocked ? " FOR UPDATE" : string.Empty)}", Read))
            .SingleOrDefault(None);

    /// <summary>Reads it, keeps others from changing it until the transaction ends, and tells which server holds it.</summary>
    /// <param name="statements">The transaction.</param>
    /// <returns>The place, and the <see cref="MySqlSession.OwnIdentity"/> of the very connection; null when nothing is applied yet.</returns>
    public static async Task<(MySqlPosition Position, string? Server)> LockAsync(MySqlStatements statements)
        => (await statements.QueryAsync(
                $"SELECT {Columns}, {MySqlSession.OwnIdentity} FROM {Table} FOR UPDATE", row => (Read(row), (string?)row.GetString(4))))
            .SingleOrDefault((None, null));

    /// <summary>The statement that writes it, unless a later one is there.</summary>
    public MySqlStatement Put(DateTimeOffset changedAt)
        => Rows.Put([([1L], [LogId, Position.Index, Position.Term, CommandId.ToString("D")])], Stamp, StoredTime.ToText(changedAt)).Single();

    /// <summary>Removes it. Only for a database that no other server writes to.</summary>
    public static MySqlStatement Clear { get; } = new(Rows.Clear, []);

    private static MySqlPosition Read(MySqlDataReader row)
        => new(row.IsDBNull(0) ? null : row.GetString(0), new LogPosition(row.GetInt64(1), row.GetInt64(2)), row.GetGuid(3));
}
