using System.Globalization;

namespace Ham4db.Simulator.Sql;

/// <summary>The functions that monitoring statements use.</summary>
internal static class Functions
{
    public static object? Call(string name, IReadOnlyList<object?> arguments, IValues values) => (name.ToUpperInvariant(), arguments.Count) switch
    {
        ("NOW" or "CURRENT_TIMESTAMP" or "SYSDATE" or "UTC_TIMESTAMP", _) => values.Now,
        ("UNIX_TIMESTAMP", 0) => (long)(values.Now - DateTime.UnixEpoch).TotalSeconds,
        ("VERSION", 0) => values.Variable("version"),
        ("IFNULL", 2) => arguments[0] ?? arguments[1],
        ("NULLIF", 2) => Operators.IsTrue(Operators.Apply("=", arguments[0], arguments[1])) ? null : arguments[0],
        ("COALESCE", > 0) => arguments.FirstOrDefault(argument => argument is not null),
        ("IF", 3) => Operators.IsTrue(arguments[0]) ? arguments[1] : arguments[2],
        ("CONCAT", _) => arguments.Contains(null) ? null : string.Concat(arguments.Select(argument => Operators.Text(argument!))),
        ("LOWER" or "LCASE", 1) => arguments[0] is { } text ? Operators.Text(text).ToLowerInvariant() : null,
        ("UPPER" or "UCASE", 1) => arguments[0] is { } text ? Operators.Text(text).ToUpperInvariant() : null,
        ("LENGTH" or "CHAR_LENGTH", 1) => arguments[0] is { } text ? (long)Operators.Text(text).Length : null,
        ("REPLACE", 3) => arguments.Contains(null) ? null : Operators.Text(arguments[0]!).Replace(
            Operators.Text(arguments[1]!), Operators.Text(arguments[2]!), StringComparison.Ordinal),
        ("SUBSTRING_INDEX", 3) => arguments.Contains(null) ? null : SubstringIndex(
            Operators.Text(arguments[0]!), Operators.Text(arguments[1]!), Convert.ToInt32(arguments[2], CultureInfo.InvariantCulture)),
        _ => values.SessionFunction(name) ?? throw SqlErrorException.UnknownFunction(name),
    };

    private static string SubstringIndex(string text, string separator, int count)
    {
        var parts = text.Split(separator);
        return count >= 0
            ? string.Join(separator, parts.Take(count))
            : string.Join(separator, parts.TakeLast(-count));
    }
}
