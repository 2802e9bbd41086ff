using System.Globalization;
using System.Text.RegularExpressions;

namespace Ham4db.Simulator.Sql;

/// <summary>The operators, with MySQL's loose comparison and its three-valued logic.</summary>
internal static class Operators
{
    public static object? Apply(string name, object? left, object? right) => name switch
    {
        "AND" or "&&" => And(left, right),
        "OR" or "||" => Or(left, right),
        "<=>" => left is null || right is null ? left is null && right is null : Compare(left, right) == 0,
        _ when left is null || right is null => null,
        "=" => Compare(left, right) == 0,
        "<>" or "!=" => Compare(left, right) != 0,
        "<" => Compare(left, right) < 0,
        ">" => Compare(left, right) > 0,
        "<=" => Compare(left, right) <= 0,
        ">=" => Compare(left, right) >= 0,
        "LIKE" => Like(Text(left), Text(right)),
        "+" or "-" or "*" when left is not DateTime && right is not DateTime => Calculate(name, left, right),
        "/" => Number(right) == 0 ? null : Number(left) / Number(right),
        _ => throw new InvalidOperationException($"The parser let the unknown operator {name} pass."),
    };

    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        _ => Number(value) != 0,
    };

    /// <summary>The value as the server writes it in a text result; a truth is 1 or 0.</summary>
    public static string Text(object value) => value switch
    {
        bool truth => truth ? "1" : "0",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    /// <summary>Whether a text fits a LIKE pattern; letter case does not matter.</summary>
    public static bool Like(string text, string pattern)
    {
        var expression = Regex.Replace(
            pattern,
            @"\\?.",
            match => match.Value switch
            {
                "%" => ".*",
                "_" => ".",
                [var single] => Regex.Escape(single.ToString()),
                [_, var escaped] => Regex.Escape(escaped.ToString()),
                _ => string.Empty,
            },
            RegexOptions.Singleline);
        return Regex.IsMatch(text, $"\\A{expression}\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    private static int Compare(object left, object right)
        => left is string && right is string
            ? string.Compare((string)left, (string)right, StringComparison.OrdinalIgnoreCase)
            : left is DateTime || right is DateTime
                ? string.CompareOrdinal(Text(left), Text(right))
                : Number(left).CompareTo(Number(right));

    private static bool? And(object? left, object? right)
    {
        if ((left is not null && !IsTrue(left)) || (right is not null && !IsTrue(right)))
        {
            return false;
        }

        return left is null || right is null ? null : true;
    }

    private static bool? Or(object? left, object? right)
    {
        if (IsTrue(left) || IsTrue(right))
        {
            return true;
        }

        return left is null || right is null ? null : false;
    }

    private static double Number(object value) => value switch
    {
        bool truth => truth ? 1 : 0,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    private static object Calculate(string name, object left, object right)
    {
        if (left is double or string || right is double or string)
        {
            var (x, y) = (Number(left), Number(right));
            return name switch { "+" => x + y, "-" => x - y, _ => x * y };
        }

        var (a, b) = (Convert.ToInt64(left, CultureInfo.InvariantCulture), Convert.ToInt64(right, CultureInfo.InvariantCulture));
        return name switch { "+" => a + b, "-" => a - b, _ => a * b };
    }
}
