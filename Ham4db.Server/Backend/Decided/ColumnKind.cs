namespace Ham4db.Server.Backend.Decided;

/// <summary>What a column of the decided state holds.</summary>
internal enum ColumnKind
{
    /// <summary>Text of at most <see cref="DecidedColumn.MaxNameLength"/> UTF-16 units, compared exactly (case, accents and trailing blanks count); may be part of a key.</summary>
    Name,

    /// <summary>A signed 64-bit number; may be part of a key.</summary>
    Number,

    /// <summary>A <see cref="StoredTime"/>.</summary>
    Time,

    /// <summary>Text of any length; never part of a key.</summary>
    Text,
}
