using System.Text.RegularExpressions;
using Ham4db.Client.Tests.Typed;
using Ham4db.Testing;

namespace Ham4db.Client.Tests;

/// <summary>The table of methods and routes in the documentation is the one of the code.</summary>
public sealed partial class ApiTableTests
{
    [Fact]
    public void Table_HasEachMethodOfEachArea()
    {
        var methods =
            from area in typeof(IHam4dbClient).GetProperties()
            where area.PropertyType.Namespace == typeof(IHam4dbClient).Namespace && area.PropertyType != typeof(ICluster)
            from method in area.PropertyType.GetMethods()
            where !method.IsSpecialName
            select $"{area.Name}.{method.Name}";

        Table().Select(row => row.Method).ShouldBe(methods.Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void Table_HasTheRouteOfEachCall()
    {
        var table = Table().ToDictionary(row => row.Method);

        foreach (var call in TypedCallsTests.Rows)
        {
            var row = table[call.Method];
            row.Kind.ShouldBe(call.Request.StartsWith("GET", StringComparison.Ordinal) ? "read" : "change", call.ToString());
            row.Routes.ShouldContain(route => Fits(route, call.Path), call.ToString());
        }
    }

    private static bool Fits(string route, string path)
        => Regex.IsMatch(path.Split('?')[0], "^" + Parameter().Replace(route.Split('?')[0], "[^/]+") + "$");

    private static IEnumerable<(string Method, string[] Routes, string Kind)> Table()
    {
        var area = string.Empty;
        foreach (var line in File.ReadLines(Path.Combine(RepositoryRoot.Find(), "docs", "client-api.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                area = heading.Groups[1].Value;
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                yield return ($"{area}.{row.Groups[1].Value}", [.. row.Groups[2].Value.Split(", ").Select(route => route.Trim('`'))], row.Groups[3].Value);
            }
        }
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^## `client\.(\w+)`$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(\w+Async)` \| (.+) \| (read|change) \|$")]
    private static partial Regex Row();
}
