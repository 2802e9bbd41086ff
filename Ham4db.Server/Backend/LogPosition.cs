namespace Ham4db.Server.Backend;

/// <summary>A place in the command log.</summary>
/// <param name="Index">Index of the entry; 0 is before the first.</param>
/// <param name="Term">The term in which the entry was written.</param>
internal readonly record struct LogPosition(long Index, long Term)
{
    /// <summary>Before the first entry.</summary>
    public static LogPosition Start => default;
}
