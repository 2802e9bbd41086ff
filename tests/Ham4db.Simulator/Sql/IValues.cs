namespace Ham4db.Simulator.Sql;

/// <summary>What an expression may ask for.</summary>
internal interface IValues
{
    /// <summary>The current time of the server, UTC.</summary>
    DateTime Now { get; }

    /// <summary>A system variable.</summary>
    /// <param name="name">Its name with or without the scope, for example <c>global.read_only</c>.</param>
    /// <exception cref="SqlErrorException">1193: this server does not have it.</exception>
    object? Variable(string name);

    /// <summary>A cell of the current row.</summary>
    /// <exception cref="SqlErrorException">1054: no such column.</exception>
    object? Cell(string column);

    /// <summary>A function that depends on the session; null when there is none of that name.</summary>
    string? SessionFunction(string name);
}
