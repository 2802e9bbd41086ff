namespace Ham4db.Server.Backend.MySql;

/// <summary>A statement and its values.</summary>
/// <param name="Sql">Built from constants, with the parameters <c>@p1</c>, <c>@p2</c> and so on.</param>
/// <param name="Values">Their values, in order; null stores NULL.</param>
internal sealed record MySqlStatement(string Sql, IReadOnlyList<object?> Values)
{
    /// <summary>About how many characters it takes on its way to the server.</summary>
    public int Size { get; } = Sql.Length + Values.Sum(value => value is string text ? text.Length + 2 : 20);

    /// <summary>Name of the parameter at <paramref name="index"/>, counted from 0.</summary>
    public static string Parameter(int index) => string.Create(null, $"@p{index + 1}");
}
