namespace Ham4db.Simulator.Sql;

/// <summary>A statement that the server refuses, as the client is to see it.</summary>
public sealed class SqlErrorException : Exception
{
    /// <summary>Makes a refusal.</summary>
    /// <param name="code">The server's error number, for example 1064.</param>
    /// <param name="sqlState">The five characters of the SQL state.</param>
    /// <param name="message">The server's text.</param>
    public SqlErrorException(int code, string sqlState, string message)
        : base(message)
    {
        Code = code;
        SqlState = sqlState;
    }

    /// <summary>The server's error number.</summary>
    public int Code { get; }

    /// <summary>The SQL state, five characters.</summary>
    public string SqlState { get; }

    internal static SqlErrorException Syntax(string near, bool isMariaDb) => new(
        1064,
        "42000",
        $"You have an error in your SQL syntax; check the manual that corresponds to your {(isMariaDb ? "MariaDB" : "MySQL")} server version "
        + $"for the right syntax to use near '{near}' at line 1");

    internal static SqlErrorException UnknownVariable(string name) => new(1193, "HY000", $"Unknown system variable '{name}'");

    internal static SqlErrorException UnknownTable(string name) => new(1146, "42S02", $"Table '{name}' doesn't exist");

    internal static SqlErrorException UnknownColumn(string name) => new(1054, "42S22", $"Unknown column '{name}' in 'field list'");

    internal static SqlErrorException UnknownFunction(string name) => new(1305, "42000", $"FUNCTION {name} does not exist");
}
