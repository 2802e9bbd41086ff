using Ham4db.Server.Managed;

namespace Ham4db.Server.Tests.Discovery.Probing;

/// <summary>Results as a server sends them.</summary>
internal static class Rows
{
    /// <summary>One row, cells by column name.</summary>
    public static ResultTable One(params (string Column, string? Cell)[] cells)
        => new([.. cells.Select(cell => cell.Column)], [[.. cells.Select(cell => cell.Cell)]]);

    /// <summary>Rows of the columns given.</summary>
    public static ResultTable Of(string[] columns, params string?[][] rows) => new(columns, rows);

    /// <summary>Rows of name and value, as SHOW VARIABLES and SHOW STATUS have.</summary>
    public static ResultTable Variables(params (string Name, string Value)[] variables)
        => new(["Variable_name", "Value"], [.. variables.Select(variable => new string?[] { variable.Name, variable.Value })]);
}
