namespace Ham4db.Server.Backend.Decided;

/// <summary>A column of the decided state.</summary>
/// <param name="Name">An identifier that every engine takes unquoted.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record DecidedColumn(string Name, ColumnKind Kind)
{
    /// <summary>Longest <see cref="ColumnKind.Name"/>, in UTF-16 units.</summary>
    public const int MaxNameLength = 255;
}
