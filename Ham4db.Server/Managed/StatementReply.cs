using MySqlConnector;

namespace Ham4db.Server.Managed;

/// <summary>What a server said to one statement of several.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Table">Its result; null when it failed.</param>
/// <param name="Error">The server's error; null when it succeeded.</param>
internal sealed record StatementReply(Statement Statement, ResultTable? Table, MySqlException? Error);
