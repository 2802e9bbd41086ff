using System.Collections.Immutable;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A table of the decided state, described so that every engine can build its statements from it.</summary>
/// <param name="Name">An identifier that every engine takes unquoted.</param>
/// <param name="Key">The columns that tell rows apart; at least one.</param>
/// <param name="Values">The other columns; may be none.</param>
internal sealed record DecidedTable(string Name, ImmutableArray<DecidedColumn> Key, ImmutableArray<DecidedColumn> Values)
{
    /// <summary>Every column in the order in which rows hold them: the key, then the values.</summary>
    public ImmutableArray<DecidedColumn> Columns { get; } = [.. Key, .. Values];
}
