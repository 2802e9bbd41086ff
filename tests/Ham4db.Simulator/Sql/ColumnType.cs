namespace Ham4db.Simulator.Sql;

/// <summary>The types that the simulated server uses.</summary>
public enum ColumnType
{
    /// <summary>VAR_STRING, utf8mb4.</summary>
    Text,

    /// <summary>LONGLONG.</summary>
    Integer,

    /// <summary>LONGLONG with the unsigned flag.</summary>
    UnsignedInteger,

    /// <summary>DOUBLE.</summary>
    Real,

    /// <summary>DATETIME.</summary>
    DateTime,
}
