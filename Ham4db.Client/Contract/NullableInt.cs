namespace Ham4db.Client.Contract;

/// <summary>An integer that the database may report as NULL, in the form the Go servers send it.</summary>
/// <param name="Int64">The value; 0 when <paramref name="Valid"/> is false.</param>
/// <param name="Valid">False means NULL.</param>
public readonly record struct NullableInt(long Int64, bool Valid)
{
    /// <summary>The value, or null for NULL.</summary>
    public long? ToNullable() => Valid ? Int64 : null;

    /// <summary>Wraps <paramref name="value"/>; null becomes NULL.</summary>
    public static NullableInt FromNullable(long? value) => value is { } known ? new NullableInt(known, true) : default;
}
