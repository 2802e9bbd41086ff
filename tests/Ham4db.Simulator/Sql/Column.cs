namespace Ham4db.Simulator.Sql;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name, as the client sees it.</param>
/// <param name="Type">Its type on the wire.</param>
public sealed record Column(string Name, ColumnType Type)
{
    /// <summary>The type on the wire of a value; text for null.</summary>
    public static ColumnType TypeOf(object? cell) => cell switch
    {
        bool or long or int => ColumnType.Integer,
        ulong or uint => ColumnType.UnsignedInteger,
        double => ColumnType.Real,
        DateTime => ColumnType.DateTime,
        _ => ColumnType.Text,
    };
}
